package tui

import tea "github.com/charmbracelet/bubbletea"

// Elsewhere is the error with which Run ends when another book is to be opened in place of this one.
type Elsewhere string

// Where a person may want to go on.
const (
	ToPractice    Elsewhere = "to the practice book"
	ToBook        Elsewhere = "back to the book"
	ToBookCleared Elsewhere = "back to the book, the practice book thrown away"
)

// Error names the place.
func (e Elsewhere) Error() string { return string(e) }

// goElsewhere ends the screens for another book, once the open draft is safe.
func (a *app) goElsewhere(to Elsewhere) tea.Cmd {
	a.elsewhere = to
	return a.leave()
}

// canPractise reports whether there is a practice book to go to.
func (a *app) canPractise() bool { return a.OffersPractice && !a.Practice }

// askPractice explains the practice book before it is opened.
func (a *app) askPractice() tea.Cmd {
	return a.push(&choosingScreen{title: a.lang.t(wPracticeTitle), text: a.lang.t(wPracticeAsk), about: wHelpPractice, options: []option{
		{a.lang.t(wPracticeYes), func(a *app) tea.Cmd { return a.goElsewhere(ToPractice) }},
		{a.lang.t(wPracticeNo), (*app).pop}}})
}

// askLeavePractice asks what becomes of the practice records.
func (a *app) askLeavePractice() tea.Cmd {
	return a.push(&choosingScreen{title: a.lang.t(wLeavePractice), text: a.lang.t(wLeavePracticeAsk), about: wHelpPractice, options: []option{
		{a.lang.t(wPracticeKeep), func(a *app) tea.Cmd { return a.goElsewhere(ToBook) }},
		{a.lang.t(wPracticeDrop), func(a *app) tea.Cmd { return a.goElsewhere(ToBookCleared) }},
		{a.lang.t(wPracticeGoOn), (*app).pop}}})
}
