package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func (a *app) showCommand() *cobra.Command {
	var history bool
	cmd := a.command("show ID", sayHelp.Show, text{}, func(cmd *cobra.Command, args []string) error {
		return a.show(cmd.Context(), args[0], history)
	})
	cmd.Flags().BoolVar(&history, "history", false, sayHelp.FlagHistory.In(a.Lang))
	return a.WithJSON(cmd)
}

// show prints one record. As JSON it always has every change.
func (a *app) show(ctx context.Context, typed string, history bool) error {
	id, err := ledger.ParseID(strings.TrimSpace(typed))
	if err != nil {
		return cli.Misuse(sayErr.BadID, typed)
	}
	return a.withOffice(ctx, func(office *commune.Office) error {
		d, err := office.Show(ctx, id, true)
		if err != nil {
			return err
		}
		items := []commune.Item{d.Item}
		if err := office.FillDuplicates(ctx, items); err != nil {
			return err
		}
		d.Item = items[0]
		if a.JSON {
			return a.PutJSON(d)
		}
		places, err := units(ctx, office)
		if err != nil {
			return err
		}
		s := &shown{app: a, Detail: d, place: places[d.Unit]}
		s.tell()
		if history {
			s.tellHistory()
		}
		return nil
	})
}

// shown is one record on its way to a terminal.
type shown struct {
	*app
	commune.Detail
	place string
}

func (s *shown) line(format string, args ...any) { fmt.Fprintf(s.Stdout, format+"\n", args...) }

func (s *shown) label(name string) string {
	if f := s.field(name); f != nil {
		return f.Label.In(s.Lang)
	}
	return name
}

func (s *shown) field(name string) *ledger.Field {
	if s.Definition == nil {
		return nil
	}
	return s.Definition.Field(name)
}

// value shows an answer with its unit on one line.
func (s *shown) value(name string, v ledger.Value) string {
	var out string
	switch f := s.field(name); {
	case v.IsEmpty():
		return "—"
	case f != nil:
		out = f.Echo(v, s.Lang)
	case v.Kind == ledger.Text:
		out = v.Text
	default:
		b, err := json.Marshal(v)
		if err != nil {
			return ""
		}
		out = string(b)
	}
	return strings.Join(strings.Fields(out), " ")
}

// ordered names the fields of some values in the order of the form, unknown ones last.
func (s *shown) ordered(values ledger.Values) []string {
	var names []string
	if s.Definition != nil {
		for f := range s.Definition.All {
			if _, ok := values[f.Name]; ok {
				names = append(names, f.Name)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// tell prints what the record is, every answer with its label, and what needs attention.
func (s *shown) tell() {
	form := s.Form
	if s.Definition != nil {
		form = s.Definition.Title.In(s.Lang)
	}
	s.line("%s", s.Title)
	s.Put(sayOut.Record, form, s.place, sayStatus[s.Status], s.ID)
	s.line("")
	var t cli.Table
	for _, name := range s.ordered(s.Values) {
		if len(s.Values[name].Files()) > 0 {
			continue // told with whether each has arrived
		}
		t.Add(s.label(name), s.value(name, s.Values[name]))
	}
	t.Write(s.Stdout)
	s.tellProposal()
	s.tellFiles()
	for _, name := range s.Conflicts {
		s.line("")
		s.Put(sayOut.Conflict, s.label(name))
		for i, side := range s.Sides[name] {
			text := cli.Say(sayOut.Side, s.value(name, side.Value), side.Author, side.Device.String()[:8], cli.When(side.At)).In(s.Lang)
			if i == 0 {
				text += " " + sayOut.InUse.In(s.Lang)
			}
			s.line("  %s", text)
		}
	}
	if s.Rejected != nil {
		s.line("")
		s.Put(sayOut.NotCounted, s.Rejected.Reason)
	}
	if s.Reason != "" {
		s.line("")
		s.Put(sayOut.ReturnedFor, strings.TrimPrefix(s.label(s.Field)+": "+s.Reason, ": "))
	}
	s.tellMerged()
	s.tellMessages()
}

func (s *shown) tellMessages() {
	for _, m := range s.Messages {
		who := m.Author
		if m.Office {
			who = sayOut.ByOffice.In(s.Lang) + " (" + m.Author + ")"
		}
		s.line("")
		s.Put(sayOut.Message, cli.When(time.UnixMilli(m.Wall))+" "+who, m.Text)
	}
}

// tellHistory prints every change, oldest first.
func (s *shown) tellHistory() {
	s.line("")
	s.Put(sayOut.History)
	for _, h := range s.History {
		who := strings.TrimSuffix(h.Author+" / "+h.Typist, " / ")
		if h.Office {
			who += " (" + sayOut.ByOffice.In(s.Lang) + ")"
		} else {
			who += " (" + h.Device.String()[:8] + ")"
		}
		s.line("%s  %s  %s", cli.When(h.At), sayKinds[h.Kind].In(s.Lang), who)
		for _, name := range s.ordered(h.Set) {
			s.line("    %s: %s", s.label(name), s.value(name, h.Set[name]))
		}
		if h.Text != "" {
			s.line("    «%s»", h.Text)
		}
	}
}
