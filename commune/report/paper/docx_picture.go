package paper

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// picture writes a picture on a line of its own and keeps its file. It names its namespaces itself, since
// a template need not.
func (b *builder) picture(p *Picture) {
	n := len(b.media) + 1
	name := fmt.Sprintf("%simage%d", b.first, n)
	b.media = append(b.media, file{"word/media/" + name + ".png", p.PNG})
	emu := func(mm float64) int { return int(math.Round(mm * 36000)) }
	b.put(`<w:p><w:pPr><w:spacing w:before="60" w:after="60"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>`)
	b.put(`<wp:inline xmlns:wp="%swordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%d" cy="%d"/>`, drawingNS, emu(p.Width), emu(p.Height))
	b.put(`<wp:docPr id="%d" name="%s" descr="%s"/><a:graphic xmlns:a="%smain"><a:graphicData uri="%spicture">`, b.drawn+n, name, escape(p.Alt), drawingNS, drawingNS)
	b.put(`<pic:pic xmlns:pic="%spicture"><pic:nvPicPr><pic:cNvPr id="%d" name="%s"/><pic:cNvPicPr/></pic:nvPicPr>`, drawingNS, b.drawn+n, name)
	b.put(`<pic:blipFill><a:blip xmlns:r="%s" r:embed="%s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`, relationNS, b.relation(n))
	b.put(`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`, emu(p.Width), emu(p.Height))
	b.put(`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`)
}

// relation is the id by which the body names its n-th picture.
func (b *builder) relation(n int) string { return fmt.Sprintf("%srIdImage%d", b.first, n) }

// pictureRelations are the relations of the pictures, as they stand in a list of relations.
func (b *builder) pictureRelations() string {
	var out strings.Builder
	for i, f := range b.media {
		fmt.Fprintf(&out, `<Relationship Id="%s" Type="%s/image" Target="%s"/>`, b.relation(i+1), relationNS, strings.TrimPrefix(f.name, "word/"))
	}
	return out.String()
}

// pngType names what a .png is, in a list of content types.
const pngType = `<Default Extension="png" ContentType="image/png"/>`

// addPictures puts the pictures of blocks into a template, beside its own.
func (f *filler) addPictures(files []file) []file {
	put := func(name, before, what string) {
		if i := slices.IndexFunc(files, func(f file) bool { return f.name == name }); i >= 0 {
			files[i].content = []byte(strings.Replace(string(files[i].content), before, what+before, 1))
		}
	}
	types := slices.IndexFunc(files, func(f file) bool { return f.name == "[Content_Types].xml" })
	if types >= 0 && !strings.Contains(strings.ToLower(string(files[types].content)), `extension="png"`) {
		put("[Content_Types].xml", "</Types>", pngType)
	}
	for _, b := range f.pictured {
		put("word/_rels/document.xml.rels", "</Relationships>", b.pictureRelations())
		files = append(files, b.media...)
	}
	return files
}
