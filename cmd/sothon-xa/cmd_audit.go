package main

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/viet"
)

// notedActs are the commands that leave a line in the audit log, with what it is called there. What
// changes records writes its own line; other commands only read numbers and names of units.
var notedActs = map[string]string{
	"unit add": "unit-add", "unit import": "unit-import", "unit merge": "unit-merge", "unit split": "unit-split", "unit rename": "unit-rename",
	"enroll": "code", "enroll revoke": "revoke", "user add": "user-add", "user reset": "user-reset", "user set": "user-set",
	"period lock": "period-lock", "period unlock": "period-unlock", "period holidays": "reporting",
	"report": "report", "report sign": "report-sign", "report again": "report-again", "backup": "backup", "restore": "restore",
	"bundle import": "bundle-import", "bundle export": "bundle-export", "duplicates dismiss": "dismiss",
	"records": "read-list", "show": "read", "file": "read-file", "person find": "person-find", "person export": "person-export",
	"template": "template", "token add": "token-add", "token revoke": "token-revoke",
}

// noteAct writes into the audit log what the command did.
func (a *app) noteAct(ctx context.Context, office *commune.Office) error {
	act := notedActs[a.path]
	if act == "" {
		return nil
	}
	object := ""
	if len(a.args) > 0 && !strings.HasPrefix(a.path, "person ") {
		object = strings.Join(a.args, " ")
	}
	return office.Note(ctx, commune.CommandLine, act, object, loggedIn())
}

func (a *app) auditCommand() *cobra.Command {
	var since, out string
	cmd := a.command("audit", sayAudit.Audit, sayAudit.AuditLong, func(cmd *cobra.Command, _ []string) error {
		from, err := sinceTime(since)
		if err != nil {
			return err
		}
		return a.audit(cmd.Context(), from, out)
	})
	cmd.Flags().StringVar(&since, "since", "", sayAudit.FlagSince.In(a.Lang))
	cmd.Flags().StringVarP(&out, "output", "o", "", sayAudit.FlagOut.In(a.Lang))
	return a.WithJSON(cmd)
}

// sinceTime reads a day or a time of RFC 3339; "" is the beginning.
func sinceTime(typed string) (time.Time, error) {
	if typed == "" {
		return time.Time{}, nil
	}
	if t, err := time.Parse(time.RFC3339, typed); err == nil {
		return t, nil
	}
	if d, err := viet.ParseISO(typed); err == nil {
		t, err := time.ParseInLocation(time.DateOnly, d.String(), viet.Zone)
		return t, err
	}
	return time.Time{}, cli.Misuse(sayAudit.BadSince, typed)
}

func (a *app) audit(ctx context.Context, since time.Time, out string) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		if out != "" {
			return cli.WriteFile(out, 0o600, sayErr.CannotWrite, func(w io.Writer) error { return office.WriteAudit(ctx, w, a.Lang, since) })
		}
		acts := []commune.Act{}
		var t cli.Table
		err := office.Audit(ctx, since, func(act commune.Act) error {
			acts = append(acts, act)
			t.Add(cli.When(act.At), act.Account, act.Act, act.Object, act.Detail)
			return nil
		})
		if err != nil {
			return err
		}
		if a.JSON {
			return a.PutJSON(acts)
		}
		t.Write(a.Stdout)
		return nil
	})
}
