package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/viet"
)

func (a *app) listCommand() *cobra.Command {
	var q ledger.Query
	var status string
	cmd := a.Command("list [--form FORM] [--status STATUS] [--search TEXT] [--limit N] [--json]", sayHelp.List,
		func(cmd *cobra.Command, _ []string) error {
			q.Status = ledger.Status(status)
			return a.list(q, cmd.Flags().Changed("limit"))
		})
	cmd.Flags().StringVar(&q.Form, "form", "", sayHelp.FlagForm.In(a.Lang))
	cmd.Flags().StringVar(&status, "status", "", cli.Say(sayHelp.FlagStatus, statusNames()).In(a.Lang))
	cmd.Flags().StringVar(&q.Search, "search", "", sayHelp.FlagSearch.In(a.Lang))
	cmd.Flags().IntVar(&q.Limit, "limit", 0, sayHelp.FlagLimit.In(a.Lang))
	return a.WithJSON(cmd)
}

// checkQuery refuses filters that could only give nothing.
func checkQuery(q ledger.Query, limited bool) error {
	if q.Form != "" {
		if _, err := findForm(q.Form); err != nil {
			return err
		}
	}
	if _, known := sayOut.statuses()[q.Status]; q.Status != "" && !known {
		return cli.Misuse(sayErr.UnknownStatus, string(q.Status), statusNames())
	}
	if limited && q.Limit < 1 {
		return cli.Misuse(sayErr.BadLimit, q.Limit)
	}
	return nil
}

func statusNames() string {
	var names []string
	for _, s := range ledger.Statuses {
		names = append(names, string(s))
	}
	return strings.Join(names, ", ")
}

// list prints records and drafts, one a line.
func (a *app) list(q ledger.Query, limited bool) error {
	if err := checkQuery(q, limited); err != nil {
		return err
	}
	return a.withStore(func(store *localdb.Store) error {
		list, err := store.List(q)
		if err != nil {
			return err
		}
		if a.JSON {
			if list == nil {
				list = []ledger.Summary{}
			}
			for i := range list {
				list[i].Updated = list[i].Updated.In(viet.Zone)
			}
			return a.PutJSON(list)
		}
		var t cli.Table
		for _, s := range list {
			t.Add(s.ID.String(), day(s.Date), sayOut.statuses()[s.Status].In(a.Lang), a.titleLine(s))
		}
		t.Write(a.Stdout)
		if len(list) == 0 {
			a.Note(sayOut.NoRecords)
		}
		return nil
	})
}

// titleLine names a record in a list, with its form and why it came back.
func (a *app) titleLine(s ledger.Summary) string {
	title := s.Title
	if form := ledger.Default().Form(s.Form); form != nil && form.Title.In(a.Lang) != title {
		title = form.Title.In(a.Lang) + ": " + title
	}
	if s.Reason != "" {
		title += " «" + strings.Join(strings.Fields(s.Reason), " ") + "»"
	}
	return title
}

// day shows an ISO date as people write it.
func day(iso string) string {
	d, err := viet.ParseISO(iso)
	if err != nil {
		return iso
	}
	return d.Format()
}
