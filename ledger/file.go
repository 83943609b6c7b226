package ledger

import (
	"errors"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nghia-hung/sothon/viet"
)

// Limits of the files attached to a record. A photo of a telephone has 2 to 6 MB, shrunk 0,3 MB.
const (
	MaxFiles     = 20         // in one answer
	MaxFileBytes = 20_000_000 // one file as it is sent
	MaxFileName  = 120        // characters of a file's name
)

// File is one file attached to a record (a photo, a scan, a list), as an answer to a field of type
// file names it. Its bytes are kept apart from the record, under their SHA-256.
type File struct {
	SHA256 Hash   `json:"sha256"`
	Name   string `json:"name"` // as its owner called it, without folders
	Size   int64  `json:"size"` // bytes
	Type   string `json:"type"` // media type: image/jpeg
	// Original is the SHA-256 of the photo that this one was shrunk from, which stays on the laptop;
	// zero when the file is sent as it was attached.
	Original Hash `json:"original,omitzero"`
}

// The cells of a file in a Value of Kind Rows.
const (
	cellSHA256   = "sha256"
	cellName     = "name"
	cellSize     = "size"
	cellType     = "type"
	cellOriginal = "original"
)

// FilesValue is the answer that names these files, in this order; None without any. A file that is
// there twice is named once.
func FilesValue(files ...File) Value {
	var rows []Row
	for i, f := range files {
		if slices.ContainsFunc(files[:i], func(o File) bool { return o.SHA256 == f.SHA256 }) {
			continue
		}
		row := Row{cellSHA256: TextValue(f.SHA256.String()), cellName: TextValue(f.Name),
			cellSize: NumValue(viet.Int(f.Size)), cellType: TextValue(f.Type)}
		if f.Original != (Hash{}) {
			row[cellOriginal] = TextValue(f.Original.String())
		}
		rows = append(rows, row)
	}
	return RowsValue(rows)
}

// Files are the files that an answer names; what is no file in it is left out.
func (v Value) Files() []File {
	if v.Kind != Rows {
		return nil
	}
	var files []File
	for _, row := range v.Rows {
		if f, ok := row.file(); ok {
			files = append(files, f)
		}
	}
	return files
}

// file reads one file of an answer; false when it is none.
func (r Row) file() (f File, ok bool) {
	for name, cell := range r {
		if cell.IsEmpty() {
			continue
		}
		var err error
		switch name {
		case cellSHA256:
			f.SHA256, err = parseFileHash(cell.Text)
		case cellOriginal:
			f.Original, err = parseFileHash(cell.Text)
		case cellName:
			f.Name = cell.Text
		case cellType:
			f.Type = cell.Text
		case cellSize:
			f.Size, ok = cell.Num.Whole(), cell.Kind == Num && cell.Num.IsWhole()
		default:
			return File{}, false
		}
		if err != nil {
			return File{}, false
		}
	}
	return f, ok && f.SHA256 != (Hash{})
}

// parseFileHash reads a hash written as String writes it, so that one file has one name.
func parseFileHash(s string) (Hash, error) {
	h, err := ParseHash(s)
	if err == nil && (h == Hash{} || h.String() != s) {
		err = errors.New("not written in small letters, or zero")
	}
	return h, err
}

// Files lists the files that the change names, in whatever field: the answers of type file are the
// only ones of this shape.
func (c *Change) Files() []File {
	var out []File
	for _, a := range c.Set {
		out = append(out, a.Value.Files()...)
	}
	return out
}

// CleanFileName makes a name that can be shown and saved anywhere of whatever a file was called: no
// folders, no control characters or marks that turn text around, none of \ / : * ? " < > |, at most
// MaxFileName characters with its ending kept. Nothing left is "tep".
func CleanFileName(name string) string {
	name = strings.ToValidUTF8(name, "")
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`:*?"<>|`, r):
			return '_'
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return -1
		}
		return r
	}, name)
	name = viet.NFC(name) // only now: what was dropped may have stood between a letter and its mark
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
	if runes := []rune(name); len(runes) > MaxFileName {
		ending := []rune(path.Ext(name))
		if len(ending) > 12 {
			ending = nil
		}
		name = strings.Trim(string(runes[:MaxFileName-len(ending)]), ". ") + string(ending)
	}
	if name == "" {
		return "tep"
	}
	return name
}

// validMediaType reports whether a text has the shape of a media type (RFC 6838 §4.2), lower case.
func validMediaType(s string) bool {
	kind, sub, ok := strings.Cut(s, "/")
	plain := func(s string) bool {
		return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789.+-") == ""
	}
	return ok && len(s) <= 127 && plain(kind) && plain(sub)
}

// ShowBytes is a size for a person: "1,2 MB", "340 kB", "12 byte".
func ShowBytes(n int64) string {
	switch {
	case n >= 999_500:
		return viet.FormatNumber(viet.Number(((n+50_000)/100_000)*1000)) + " MB"
	case n >= 1000:
		return viet.FormatNumber(viet.Int((n+500)/1000)) + " kB"
	}
	return viet.FormatNumber(viet.Int(n)) + " byte"
}

// checkFiles checks an answer of a field of type file: their count, and of each the shape of its
// hash, its name, its size and its media type.
func (f *Field) checkFiles(v Value) *Problem {
	switch {
	case v.Kind != Rows:
		return f.problem(ProblemType, saidNeedFiles.fill(f.Label))
	case len(v.Rows) > MaxFiles:
		return f.problem(ProblemTooMany, saidTooManyFiles.fill(f.Label, same(viet.FormatNumber(viet.Int(MaxFiles)))))
	}
	seen := map[Hash]bool{}
	for _, row := range v.Rows {
		file, ok := row.file()
		switch {
		case !ok || seen[file.SHA256] || file.Name != CleanFileName(file.Name) || !validMediaType(file.Type) || file.Size < 0:
			return f.problem(ProblemType, saidNeedFiles.fill(f.Label))
		case file.Size == 0:
			return f.problem(ProblemRange, saidFileEmpty.fill(f.Label, same(file.Name)))
		case file.Size > MaxFileBytes:
			return f.TooLarge(file.Name, file.Size)
		}
		seen[file.SHA256] = true
	}
	return nil
}

// TooLarge is the problem of a file over MaxFileBytes.
func (f *Field) TooLarge(name string, size int64) *Problem {
	return f.problem(ProblemRange, saidFileLarge.fill(f.Label, same(name), same(ShowBytes(size)), same(ShowBytes(MaxFileBytes))))
}

// showFiles names the files with their sizes: "anh.jpg (1,2 MB); danh sách.pdf (340 kB)".
func showFiles(v Value) string {
	var out []string
	for _, f := range v.Files() {
		out = append(out, f.Name+" ("+ShowBytes(f.Size)+")")
	}
	return strings.Join(out, "; ")
}

// FileStanding is what is known of a file's way to the commune.
type FileStanding struct {
	Arrived bool  `json:"arrived"` // proven: the commune signed that it has all of it
	Here    bool  `json:"here"`    // the bytes are on this laptop
	Have    int64 `json:"have"`    // bytes the commune signed to have
	Code    Code  `json:"code"`    // why the commune does not take it, or it cannot be sent; "" otherwise
}

// Words tells it to a person: «đã tới xã», «chưa gửi».
func (s FileStanding) Words() Words {
	switch {
	case s.Arrived:
		return Words{"đã tới xã", "arrived"}
	case s.Code != "":
		return FileReason(s.Code)
	case !s.Here:
		return Words{"ở máy khác, xã chưa có", "on another laptop, not at the commune yet"}
	case s.Have > 0:
		return same(ShowBytes(s.Have)).around("đã gửi ", ", chưa hết", "sent ", ", not all yet")
	}
	return Words{"chưa gửi", "not sent yet"}
}

// around puts words before and behind a text.
func (w Words) around(vi1, vi2, en1, en2 string) Words {
	return Words{Vi: vi1 + w.Vi + vi2, En: en1 + w.In("en") + en2}
}

// MediaTypes by a file's ending, for what its first bytes do not tell.
var mediaTypes = map[string]string{
	".pdf": "application/pdf", ".txt": "text/plain", ".csv": "text/csv",
	".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".odt":  "application/vnd.oasis.opendocument.text", ".ods": "application/vnd.oasis.opendocument.spreadsheet",
	".heic": "image/heic", ".zip": "application/zip", ".mp4": "video/mp4", ".mp3": "audio/mpeg", ".m4a": "audio/mp4",
}

// signatures are the first bytes of the images that a browser shows.
var signatures = []struct{ begin, media string }{
	{"\xff\xd8\xff", "image/jpeg"}, {"\x89PNG\r\n\x1a\n", "image/png"}, {"GIF87a", "image/gif"}, {"GIF89a", "image/gif"},
}

// MediaTypeOf tells a file's media type by its first bytes and, for what they do not tell, by the
// ending of its name. What only claims to be an image is application/octet-stream.
func MediaTypeOf(name string, begin []byte) string {
	for _, s := range signatures {
		if strings.HasPrefix(string(begin), s.begin) {
			return s.media
		}
	}
	if len(begin) >= 12 && string(begin[:4]) == "RIFF" && string(begin[8:12]) == "WEBP" {
		return "image/webp"
	}
	if t, ok := mediaTypes[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}

// Picture reports whether a browser may show the file as a picture: a type that holds no program.
func (f File) Picture() bool {
	return slices.Contains([]string{"image/jpeg", "image/png", "image/gif", "image/webp"}, f.Type)
}

// ShortName is a name of at most n characters, its ending kept: "biên bản …2026.pdf".
func (f File) ShortName(n int) string {
	if utf8.RuneCountInString(f.Name) <= n || n < 8 {
		return f.Name
	}
	runes := []rune(f.Name)
	tail := min(max(len([]rune(path.Ext(f.Name)))+4, 8), n/2)
	return string(runes[:n-tail-1]) + "…" + string(runes[len(runes)-tail:])
}

// FileDue is a file that the commune is not proven to have.
type FileDue struct {
	SHA256 Hash
	Size   int64
	Have   int64 // bytes the commune signed to have
	Here   bool  // the bytes are on this laptop; otherwise the commune is only asked
}
