package localdb

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
)

// Photos are shrunk to this many pixels on their longest side, which a signed list on A4 can still be
// read at; larger pictures than maxPixels are not opened, for they would not fit into the memory of an
// old laptop.
const (
	longestSide = 1600
	photoGrade  = 82
	maxPixels   = 64_000_000
)

// shrinkPhoto gives a JPEG shrunk, turned the right way up and without what the camera wrote into it
// (place, time, maker). It reports false for what is no photo, is small enough, or is too large.
func shrinkPhoto(b []byte) (small []byte, ok bool) {
	defer func() {
		if recover() != nil { // a broken picture is sent as it is
			small, ok = nil, false
		}
	}()
	config, err := jpeg.DecodeConfig(bytes.NewReader(b))
	if err != nil || max(config.Width, config.Height) <= longestSide || config.Width*config.Height > maxPixels {
		return nil, false
	}
	photo, err := jpeg.Decode(bytes.NewReader(b))
	if err != nil {
		return nil, false
	}
	w, h := config.Width, config.Height
	if w > h {
		w, h = longestSide, max(h*longestSide/w, 1)
	} else {
		w, h = max(w*longestSide/h, 1), longestSide
	}
	pixels, ok := photo.(image.RGBA64Image)
	if !ok {
		return nil, false
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, upright(scaled(pixels, w, h), orientation(b)), &jpeg.Options{Quality: photoGrade}); err != nil {
		return nil, false
	}
	return out.Bytes(), true
}

// scaled is a picture made smaller: each pixel is the mean of those it stands for.
func scaled(in image.RGBA64Image, w, h int) *image.RGBA {
	from := in.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		y0, y1 := from.Min.Y+y*from.Dy()/h, from.Min.Y+(y+1)*from.Dy()/h
		for x := range w {
			x0, x1 := from.Min.X+x*from.Dx()/w, from.Min.X+(x+1)*from.Dx()/w
			var r, g, b, n uint64
			for sy := y0; sy < max(y1, y0+1); sy++ {
				for sx := x0; sx < max(x1, x0+1); sx++ {
					c := in.RGBA64At(sx, sy)
					r, g, b, n = r+uint64(c.R), g+uint64(c.G), b+uint64(c.B), n+1
				}
			}
			out.SetRGBA(x, y, color.RGBA{uint8(r / n >> 8), uint8(g / n >> 8), uint8(b / n >> 8), 255})
		}
	}
	return out
}

// upright turns and mirrors a picture as its Exif orientation asks (Exif 2.32, tag 0x0112): 1 is as it
// is, 3 turned by 180°, 6 and 8 by 90° and 270° clockwise, the others mirrored too.
func upright(in *image.RGBA, how int) *image.RGBA {
	w, h := in.Rect.Dx(), in.Rect.Dy()
	var from func(x, y int) (int, int)
	switch how {
	case 2:
		from = func(x, y int) (int, int) { return w - 1 - x, y }
	case 3:
		from = func(x, y int) (int, int) { return w - 1 - x, h - 1 - y }
	case 4:
		from = func(x, y int) (int, int) { return x, h - 1 - y }
	case 5:
		from = func(x, y int) (int, int) { return y, x }
	case 6:
		from = func(x, y int) (int, int) { return y, h - 1 - x }
	case 7:
		from = func(x, y int) (int, int) { return w - 1 - y, h - 1 - x }
	case 8:
		from = func(x, y int) (int, int) { return w - 1 - y, x }
	default:
		return in
	}
	size := image.Rect(0, 0, w, h)
	if how >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			fx, fy := from(x, y)
			out.SetRGBA(x, y, in.RGBAAt(fx, fy))
		}
	}
	return out
}

// orientation reads the Exif orientation of a JPEG, 1 when there is none.
func orientation(b []byte) int {
	for at := 2; at+4 <= len(b) && b[at] == 0xff && b[at+1] != 0xda; {
		size := int(binary.BigEndian.Uint16(b[at+2:]))
		end := at + 2 + size
		if size < 2 || end > len(b) {
			return 1
		}
		body := b[at+4 : end]
		if b[at+1] == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")) {
			return exifOrientation(body[6:])
		}
		at = end
	}
	return 1
}

// exifOrientation finds the tag in the first directory of a TIFF structure.
func exifOrientation(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if string(tiff[:2]) == "II" {
		order = binary.LittleEndian
	}
	dir := uint64(order.Uint32(tiff[4:]))
	if dir+2 > uint64(len(tiff)) {
		return 1
	}
	for i := range uint64(order.Uint16(tiff[dir:])) {
		at := dir + 2 + 12*i
		if at+12 > uint64(len(tiff)) {
			return 1
		}
		if order.Uint16(tiff[at:]) == 0x0112 {
			if how := int(order.Uint16(tiff[at+8:])); how >= 1 && how <= 8 {
				return how
			}
			return 1
		}
	}
	return 1
}
