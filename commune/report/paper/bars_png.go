package paper

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"sync"

	"codeberg.org/go-fonts/liberation/liberationserifbold"
	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// chartDPI is how fine the picture of a chart is: fine enough for print.
const chartDPI = 220

// chartFonts are the letters of charts, those of our PDFs: regular and bold.
var chartFonts = sync.OnceValue(func() (fonts [2]*opentype.Font) {
	for i, ttf := range [][]byte{liberationserifregular.TTF, liberationserifbold.TTF} {
		f, err := opentype.Parse(ttf)
		if err != nil {
			panic(err) // embedded when the program was built
		}
		fonts[i] = f
	}
	return fonts
})

// face gives letters of a size in points. A face belongs to one goroutine.
func face(points float64, bold bool) font.Face {
	i := 0
	if bold {
		i = 1
	}
	f, err := opentype.NewFace(chartFonts()[i], &opentype.FaceOptions{Size: points, DPI: chartDPI, Hinting: font.HintingNone})
	if err != nil {
		panic(err) // the fonts are embedded, the sizes are ours
	}
	return f
}

// textWidth is how wide a text is, in millimetres.
func textWidth(text string, points float64, bold bool) float64 {
	return float64(font.MeasureString(face(points, bold), text)) / 64 / pixelsPerMM
}

const pixelsPerMM = chartDPI / 25.4

// pngPen draws a chart as a picture in shades of grey.
type pngPen struct{ *image.Gray }

func (b *Bars) png() []byte {
	p := pngPen{image.NewGray(image.Rect(0, 0, pixels(barsWidth), pixels(b.height())))}
	draw.Draw(p, p.Bounds(), image.White, image.Point{}, draw.Src)
	b.draw(p)
	var out bytes.Buffer
	if err := png.Encode(&out, p.Gray); err != nil {
		panic(err) // a bytes.Buffer takes everything
	}
	return out.Bytes()
}

func pixels(mm float64) int { return int(math.Round(mm * pixelsPerMM)) }

func (p pngPen) rect(x, y, w, h float64, s shade) {
	at := image.Rect(pixels(x), pixels(y), max(pixels(x+w), pixels(x)+1), pixels(y+h))
	draw.Draw(p, at, image.NewUniform(color.Gray{Y: uint8(dark)}), image.Point{}, draw.Src)
	draw.Draw(p, at.Inset(2), image.NewUniform(color.Gray{Y: uint8(s)}), image.Point{}, draw.Src)
}

func (p pngPen) line(x1, y1, x2, y2 float64, s shade) {
	at := image.Rect(pixels(x1)-1, pixels(y1), pixels(x2)+1, pixels(y2))
	draw.Draw(p, at, image.NewUniform(color.Gray{Y: uint8(s)}), image.Point{}, draw.Src)
}

func (p pngPen) text(x, y, points float64, bold bool, a anchor, text string) {
	d := font.Drawer{Dst: p, Src: image.Black, Face: face(points, bold)}
	left := fixed.Int26_6(math.Round(x * pixelsPerMM * 64))
	switch wide := d.MeasureString(text); a {
	case atMiddle:
		left -= wide / 2
	case atEnd:
		left -= wide
	}
	d.Dot = fixed.Point26_6{X: left, Y: fixed.I(pixels(y))}
	d.DrawString(text)
}

func (pngPen) link(string) {}
