package paper

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// parts are all files but pictures, the list of content types first as ECMA-376 part 2 advises.
func (b *builder) parts(d *Document, body []byte) []file {
	var relations strings.Builder
	for _, r := range [][3]string{{"rIdStyles", "styles", "styles.xml"}, {"rIdSettings", "settings", "settings.xml"},
		{"rIdFonts", "fontTable", "fontTable.xml"}, {"rIdHeader", "header", "header1.xml"}, {"rIdFirst", "header", "header2.xml"}} {
		fmt.Fprintf(&relations, `<Relationship Id="%s" Type="%s/%s" Target="%s"/>`, r[0], relationNS, r[1], r[2])
	}
	relations.WriteString(b.pictureRelations())
	var types strings.Builder
	for _, t := range [][2]string{{"document", "document.main"}, {"styles", "styles"}, {"settings", "settings"}, {"fontTable", "fontTable"}, {"header1", "header"}, {"header2", "header"}} {
		fmt.Fprintf(&types, `<Override PartName="/word/%s.xml" ContentType="%s%s+xml"/>`, t[0], wordMIME, t[1])
	}
	made := madeAt.Format("2006-01-02T15:04:05Z")
	text := func(name, content string) file { return file{name, []byte(xml.Header + content)} }
	return []file{
		text("[Content_Types].xml", `<Types xmlns="`+packageNS+`/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
			`<Default Extension="xml" ContentType="application/xml"/>`+pngType+types.String()+
			`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`),
		text("_rels/.rels", `<Relationships xmlns="`+packageNS+`/relationships"><Relationship Id="rId1" Type="`+relationNS+`/officeDocument" Target="word/document.xml"/>`+
			`<Relationship Id="rId2" Type="`+packageNS+`/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`),
		text("docProps/core.xml", `<cp:coreProperties xmlns:cp="`+packageNS+`/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">`+
			`<dc:title>`+escape(d.Title)+`</dc:title><dc:creator>Sổ Thôn</dc:creator><dc:language>vi-VN</dc:language>`+
			`<dcterms:created xsi:type="dcterms:W3CDTF">`+made+`</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">`+made+`</dcterms:modified></cp:coreProperties>`),
		{"word/document.xml", body},
		text("word/_rels/document.xml.rels", `<Relationships xmlns="`+packageNS+`/relationships">`+relations.String()+`</Relationships>`),
		text("word/styles.xml", styleSheet()),
		text("word/settings.xml", `<w:settings xmlns:w="`+wordNS+`"><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>`+
			`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`),
		text("word/fontTable.xml", `<w:fonts xmlns:w="`+wordNS+`"><w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/><w:charset w:val="A3"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`),
		text("word/header1.xml", `<w:hdr xmlns:w="`+wordNS+`"><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>`+
			`<w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:fldChar w:fldCharType="separate"/></w:r>`+
			`<w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>2</w:t></w:r><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>`),
		text("word/header2.xml", `<w:hdr xmlns:w="`+wordNS+`"><w:p/></w:hdr>`),
	}
}

// styleSheet holds all Styles, in Times New Roman and black.
func styleSheet() string {
	var out strings.Builder
	out.WriteString(`<w:styles xmlns:w="` + wordNS + `"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>` +
		`<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>`)
	for _, s := range Styles {
		out.WriteString(s.definition())
	}
	out.WriteString(`</w:styles>`)
	return out.String()
}

// definition is the style in the style sheet.
func (s *Style) definition() string {
	keep, outline, look := "", "", ""
	if s.KeepNext {
		keep = `<w:keepNext/>`
	}
	if s.Outline > 0 {
		outline = fmt.Sprintf(`<w:outlineLvl w:val="%d"/>`, s.Outline-1)
	}
	for _, l := range []struct {
		on  bool
		xml string
	}{{s.Bold, `<w:b/>`}, {s.Italic, `<w:i/>`}, {s.Caps, `<w:caps/>`}} {
		if l.on {
			look += l.xml
		}
	}
	return fmt.Sprintf(`<w:style w:type="paragraph" w:customStyle="1" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/><w:qFormat/>`+
		`<w:pPr>%s<w:spacing w:before="%d" w:after="%d" w:line="%d" w:lineRule="auto"/><w:ind w:left="%d" w:firstLine="%d"/><w:jc w:val="%s"/>%s</w:pPr>`+
		`<w:rPr>%s<w:sz w:val="%d"/><w:szCs w:val="%d"/></w:rPr></w:style>`,
		s.Name, s.Name, keep, twipsOf(s.Before), twipsOf(s.After), int(s.Line*240+0.5), twips(s.Indent), twips(s.First), alignNames[s.Align], outline,
		look, int(2*s.Size), int(2*s.Size))
}
