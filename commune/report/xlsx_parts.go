package report

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/nghia-hung/sothon/viet"
)

// part is one file of a workbook.
type part struct{ name, xml string }

const (
	relationNS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageNS  = "http://schemas.openxmlformats.org/package/2006"
)

// workbookParts are all files but the sheets, the list of content types first as ECMA-376 part 2
// advises.
func workbookParts(sheets []Sheet) []part {
	var types, tabs, relations, titles strings.Builder
	for i, name := range sheetNames(sheets) {
		fmt.Fprintf(&types, `<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`, i+1)
		fmt.Fprintf(&tabs, `<sheet name="%s" sheetId="%d" r:id="rId%[2]d"/>`, escape(name), i+1)
		fmt.Fprintf(&relations, `<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%[1]d.xml"/>`, i+1, relationNS)
		quoted := "'" + escape(strings.ReplaceAll(name, "'", "''")) + "'!"
		if area := sheets[i].area(sheets[i].Totals); area != "" {
			fmt.Fprintf(&titles, `<definedName name="_xlnm._FilterDatabase" localSheetId="%d" hidden="1">%s%s</definedName>`, i, quoted, area)
			if len(sheets[i].Above) > 0 {
				_, end, _ := strings.Cut(sheets[i].area(0), ":")
				fmt.Fprintf(&titles, `<definedName name="_xlnm.Print_Area" localSheetId="%d">%s$A$1:%s</definedName>`, i, quoted, end)
			}
		}
		fmt.Fprintf(&titles, `<definedName name="_xlnm.Print_Titles" localSheetId="%d">%s</definedName>`, i, sheets[i].printTitles(quoted))
	}
	made := madeAt.Format("2006-01-02T15:04:05Z")
	return []part{
		{"[Content_Types].xml", xml.Header + `<Types xmlns="` + packageNS + `/content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
			`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", xml.Header + `<Relationships xmlns="` + packageNS + `/relationships">` +
			`<Relationship Id="rId1" Type="` + relationNS + `/officeDocument" Target="xl/workbook.xml"/>` +
			`<Relationship Id="rId2" Type="` + packageNS + `/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
		{"docProps/core.xml", xml.Header + `<cp:coreProperties xmlns:cp="` + packageNS + `/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
			`<dc:title>` + escape(sheets[0].Caption) + `</dc:title><dc:creator>Sổ Thôn</dc:creator><dc:language>vi</dc:language>` +
			`<dcterms:created xsi:type="dcterms:W3CDTF">` + made + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + made + `</dcterms:modified></cp:coreProperties>`},
		{"xl/workbook.xml", xml.Header + `<workbook xmlns="` + mainNS + `" xmlns:r="` + relationNS + `"><sheets>` + tabs.String() +
			`</sheets><definedNames>` + titles.String() + `</definedNames></workbook>`},
		{"xl/_rels/workbook.xml.rels", xml.Header + `<Relationships xmlns="` + packageNS + `/relationships">` + relations.String() +
			`<Relationship Id="rIdStyles" Type="` + relationNS + `/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", styleSheet()},
	}
}

// Positions in the style sheet's list of cell formats: the default, the header, then a body and a
// total format for every Kind.
const headerStyle = 1

var bodyStyles, totalStyles = stylesFrom(2), stylesFrom(2 + int(Date) + 1)

func stylesFrom(first int) (at [Date + 1]int) {
	for kind := range at {
		at[kind] = first + kind
	}
	return at
}

// formats are Excel's number formats by Kind. In a format "," means the grouping of the reader's
// own set-up, which is "." in Việt Nam.
var formats = [Date + 1]string{Text: "@", Integer: "#,##0", Decimal: "#,##0.####", Money: `#,##0" đồng"`, Date: "dd/mm/yyyy"}

// firstFormat is the lowest number a format of one's own may have (ECMA-376 part 1, §18.8.30).
const firstFormat = 164

func styleSheet() string {
	var numbers, cells strings.Builder
	for kind, format := range formats {
		fmt.Fprintf(&numbers, `<numFmt numFmtId="%d" formatCode="%s"/>`, firstFormat+kind, escape(format))
	}
	for _, by := range []struct{ font, border int }{{0, 0}, {1, 2}} {
		for kind := range formats {
			wrap := ""
			if Kind(kind) == Text {
				wrap = ` wrapText="1"`
			}
			fmt.Fprintf(&cells, `<xf numFmtId="%d" fontId="%d" fillId="0" borderId="%d" xfId="0" applyNumberFormat="1" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="top"%s/></xf>`,
				firstFormat+kind, by.font, by.border, wrap)
		}
	}
	side := func(name string) string { return `<` + name + ` style="thin"><color rgb="FF222222"/></` + name + `>` }
	return xml.Header + `<styleSheet xmlns="` + mainNS + `"><numFmts count="` + fmt.Sprint(len(formats)) + `">` + numbers.String() + `</numFmts>` +
		`<fonts count="2"><font><sz val="11"/><name val="Times New Roman"/></font><font><b/><sz val="11"/><name val="Times New Roman"/></font></fonts>` +
		`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>` +
		`<fill><patternFill patternType="solid"><fgColor rgb="FFE7EEE9"/></patternFill></fill></fills>` +
		`<borders count="3"><border/><border>` + side("bottom") + `</border><border>` + side("top") + `</border></borders>` +
		`<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="` + fmt.Sprint(2+2*len(formats)) + `"><xf xfId="0"/>` +
		`<xf numFmtId="0" fontId="1" fillId="2" borderId="1" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>` +
		cells.String() + `</cellXfs></styleSheet>`
}

// sheetNames are the tabs' names as Excel takes them: at most 31 UTF-16 units, none of []:*?/\, no
// apostrophe at the ends, none empty, none twice in whatever case.
func sheetNames(sheets []Sheet) []string {
	names := make([]string, len(sheets))
	taken := map[string]bool{}
	for i, s := range sheets {
		base := strings.Map(func(r rune) rune {
			if r < ' ' || strings.ContainsRune(`[]:*?/\`, r) {
				return ' '
			}
			return r
		}, strings.ToValidUTF8(viet.NFC(s.Name), ""))
		base = strings.Trim(strings.TrimSpace(base), "'")
		if base == "" {
			base = "Sheet"
		}
		name := clipUnits(base, maxSheetName)
		for n := 2; taken[strings.ToLower(name)]; n++ {
			suffix := fmt.Sprintf(" (%d)", n)
			name = clipUnits(base, maxSheetName-len(suffix)) + suffix
		}
		taken[strings.ToLower(name)] = true
		names[i] = name
	}
	return names
}
