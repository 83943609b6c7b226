package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func (a *app) duplicatesCommand() *cobra.Command {
	var q commune.Query
	cmd := a.command("duplicates", sayMerge.Duplicates, sayMerge.DuplicatesLong, func(cmd *cobra.Command, _ []string) error {
		return a.duplicates(cmd.Context(), q)
	})
	cmd.Flags().StringVar(&q.Unit, "unit", "", sayHelp.FlagUnit.In(a.Lang))
	cmd.Flags().StringVar(&q.Form, "form", "", sayHelp.FlagForm.In(a.Lang))
	cmd.Flags().StringVar(&q.Period, "period", "", sayHelp.FlagPeriod.In(a.Lang))
	cmd.AddCommand(a.dismissCommand(), a.dismissedCommand())
	return a.WithJSON(cmd)
}

// duplicates prints pairs of records that may be one event, the likeliest first.
func (a *app) duplicates(ctx context.Context, q commune.Query) error {
	if err := checkQuery(q, false); err != nil {
		return err
	}
	return a.withOffice(ctx, func(office *commune.Office) error {
		places, err := units(ctx, office)
		if err != nil {
			return err
		}
		if _, known := places[q.Unit]; q.Unit != "" && !known {
			return cli.Misuse(sayErr.UnknownUnit, q.Unit)
		}
		found, err := office.Duplicates(ctx, q)
		if err != nil {
			return err
		}
		if a.JSON {
			return a.PutJSON(append([]commune.Duplicate{}, found...))
		}
		for _, d := range found {
			var reasons []string
			for _, r := range d.Reasons {
				reasons = append(reasons, r.In(a.Lang))
			}
			a.Put(sayMerge.Found, d.Score, strings.Join(reasons, "; "))
			var t cli.Table
			for i, id := range d.Records {
				t.Add("  "+id.String(), cli.Day(d.Dates[i]), places[d.Units[i]], strings.Join(strings.Fields(d.Titles[i]), " "))
			}
			t.Write(a.Stdout)
		}
		if len(found) == 0 {
			a.Note(sayMerge.None)
		}
		return nil
	})
}

// merging are the flags of merge.
type merging struct {
	keep, by string
	undo     bool
}

func (a *app) mergeCommand() *cobra.Command {
	var m merging
	cmd := a.command("merge ID… [--keep=ID] [--undo]", sayMerge.Merge, sayMerge.MergeLong, func(cmd *cobra.Command, args []string) error {
		return a.merge(cmd.Context(), args, m)
	})
	cmd.Flags().StringVar(&m.keep, "keep", "", sayMerge.FlagKeep.In(a.Lang))
	cmd.Flags().BoolVar(&m.undo, "undo", false, sayMerge.FlagUndo.In(a.Lang))
	cmd.Flags().StringVar(&m.by, "by", "", sayHelp.FlagBy.In(a.Lang))
	return a.WithJSON(cmd)
}

// merge says that records are one event, or that they are not after all.
func (a *app) merge(ctx context.Context, typed []string, m merging) error {
	if m.undo && m.keep != "" {
		return cli.Misuse(sayMerge.KeepUndo)
	}
	if m.keep != "" {
		typed = append([]string{m.keep}, typed...)
	}
	ids, err := recordIDs(typed)
	if err != nil {
		return err
	}
	if !m.undo && len(ids) < 2 {
		return cli.Misuse(sayMerge.NeedTwo)
	}
	if m.by == "" {
		m.by = loggedIn()
	}
	return a.withOffice(ctx, func(office *commune.Office) error {
		if m.undo {
			return a.unmerge(ctx, office, m.by, ids)
		}
		if err := office.Merge(ctx, m.by, ids[0], ids[1:]); err != nil {
			return err
		}
		a.Put(sayMerge.Done, ids[0], ids[0])
		if !a.JSON {
			return nil
		}
		d, err := office.Show(ctx, ids[0], false)
		if err != nil {
			return err
		}
		return a.PutJSON(map[string]any{"id": d.ID, "merged": d.Merged})
	})
}

func (a *app) unmerge(ctx context.Context, office *commune.Office, by string, ids []ledger.ID) error {
	if err := office.Unmerge(ctx, by, ids); err != nil {
		return err
	}
	a.Put(sayMerge.Undone, joined(ids))
	if a.JSON {
		return a.PutJSON(map[string]any{"undone": ids})
	}
	return nil
}

// recordIDs reads ids, each once.
func recordIDs(typed []string) (ids []ledger.ID, err error) {
	for _, t := range typed {
		id, err := ledger.ParseID(strings.TrimSpace(t))
		if err != nil {
			return nil, cli.Misuse(sayErr.BadID, t)
		}
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids, nil
}

func joined(ids []ledger.ID) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = id.String()
	}
	return strings.Join(names, ", ")
}

// choices reads what --resolve was given.
func choices(given []string) (out []commune.Choice, err error) {
	for _, g := range given {
		field, typed, assigned := strings.Cut(g, "=")
		c := commune.Choice{Field: strings.TrimSpace(field), Typed: typed}
		mark, chosen := strings.CutPrefix(strings.TrimSpace(typed), "@")
		if !assigned {
			c.Field, mark, chosen = "", c.Field, true
		}
		if chosen {
			id, err := ledger.ParseID(mark)
			switch {
			case err == nil:
				c.Typed, c.Change = "", id
			case !assigned:
				return nil, cli.Misuse(sayMerge.BadChoice, g)
			}
		}
		if assigned && c.Field == "" {
			return nil, cli.Misuse(sayMerge.BadChoice, g)
		}
		out = append(out, c)
	}
	return out, nil
}

// tellMerged prints what else tells of the same event, and a state that was set twice.
func (s *shown) tellMerged() {
	said := func(words text, args ...any) {
		s.line("")
		s.Put(words, args...)
	}
	if !s.MergedInto.IsZero() {
		said(sayMerge.Into, s.MergedInto)
	}
	if len(s.Merged) > 0 {
		said(sayMerge.With, joined(s.Merged))
	}
	others := slices.DeleteFunc(slices.Clone(s.Duplicates), func(id ledger.ID) bool {
		return id == s.MergedInto || slices.Contains(s.Merged, id)
	})
	if len(others) > 0 && s.MergedInto.IsZero() {
		said(sayMerge.Twins, joined(others))
	}
	if s.StateConflict {
		said(sayMerge.StateConflict, s.ID)
	}
}

// marked names a record with its form in a list, and says whether it is merged or its state was set
// twice.
func (a *app) marked(it commune.Item) string {
	marks := []string{a.titled(it)}
	if !it.MergedInto.IsZero() {
		marks = append(marks, strings.TrimSuffix(cli.Say(sayMerge.Into, it.MergedInto).In(a.Lang), "."))
	}
	if len(it.Merged) > 0 {
		marks = append(marks, cli.Say(sayMerge.MarkWith, len(it.Merged)).In(a.Lang))
	}
	if it.StateConflict {
		marks = append(marks, sayMerge.MarkState.In(a.Lang))
	}
	return strings.Join(marks, " · ")
}
