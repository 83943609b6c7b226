package ledger

import "github.com/nghia-hung/sothon/ledger/expr"

// FilesField is the name of the field for attached files that every form has.
const FilesField = "tep"

// filesField is that field. It may be left empty, always.
var filesField = Field{
	Type: TypeFile, Name: FilesField, Label: Words{"Ảnh, tệp kèm theo", "Photos and files"},
	Hint: Words{"ảnh buổi họp, danh sách ký, biên bản chụp lại – không có thì bỏ qua",
		"photos of the meeting, the signed list, the minutes – leave empty if there are none"},
}

// PhotoNoticeField is the name of the field beside the attached files that tells whether the people
// at a public event were told that photos are taken (Luật Bảo vệ dữ liệu cá nhân 91/2025). It is
// asked only when something is attached.
const PhotoNoticeField = "da_bao_chup_anh"

var photoNoticeField = Field{
	Type: TypeSelectOne, Name: PhotoNoticeField, Label: Words{"Đã thông báo có chụp ảnh", "People were told of the photos"},
	Hint: Words{"chụp ảnh nơi đông người thì báo cho mọi người biết trước – tệp không phải ảnh thì bỏ qua",
		"where many people are, tell them before taking photos – leave empty for files that are no photos"},
	Relevant: expr.MustParse("${" + FilesField + "} != ''"),
	Choices:  []Choice{{Name: "co", Label: Words{"Có, đã báo", "Yes"}}, {Name: "khong", Label: Words{"Chưa báo", "No"}}},
}

// addFiles gives a form the fields for attached files, unless it asks for them itself or is a system form: on its last
// page that is always asked, else on a page of its own.
func (f *Form) addFiles() {
	if f.System || f.Field(FilesField) != nil {
		return
	}
	for i := len(f.Sections) - 1; i >= 0; i-- {
		if s := &f.Sections[i]; s.Relevant == nil {
			s.Fields = append(s.Fields, filesField, photoNoticeField)
			return
		}
	}
	f.Sections = append(f.Sections, Field{Type: TypeGroup, Name: FilesField + "_kem", Label: filesField.Label,
		Fields: []Field{filesField, photoNoticeField}})
}
