package main

import (
	"context"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func (a *app) enrollCommand() *cobra.Command {
	var address string
	var life time.Duration
	cmd := a.command("enroll UNIT", sayHelp.Enroll, sayHelp.EnrollLong, func(cmd *cobra.Command, args []string) error {
		return a.enroll(cmd.Context(), args[0], address, life)
	})
	cmd.Flags().StringVar(&address, "url", "", sayHelp.FlagEnrollURL.In(a.Lang))
	cmd.Flags().DurationVar(&life, "for", commune.EnrolFor, sayHelp.FlagFor.In(a.Lang))
	list := a.command("list", sayHelp.EnrollList, text{},
		func(cmd *cobra.Command, _ []string) error { return a.enrollList(cmd.Context()) })
	revoke := a.command("revoke DEVICE", sayHelp.EnrollRevoke, text{},
		func(cmd *cobra.Command, args []string) error { return a.enrollRevoke(cmd.Context(), args[0]) })
	cmd.AddCommand(a.WithJSON(list), a.WithJSON(revoke))
	return a.WithJSON(cmd)
}

// invited is what enroll prints as JSON.
type invited struct {
	commune.Invitation
	URL string `json:"url"`
	Pin string `json:"pin"`
}

func (a *app) enroll(ctx context.Context, unit, address string, life time.Duration) error {
	if address != "" && !isWebAddress(address) {
		return cli.Misuse(sayErr.BadURL, address)
	}
	if life < time.Minute || life > 60*24*time.Hour {
		return cli.Misuse(sayErr.BadLife)
	}
	dir, err := a.folder()
	if err != nil {
		return err
	}
	at, err := readListening(dir)
	if err != nil {
		return err
	}
	if address != "" {
		at.URL = strings.TrimRight(address, "/")
	}
	if strings.HasPrefix(at.URL, "http:") {
		at.Pin = ""
	}
	return a.withOffice(ctx, func(office *commune.Office) error {
		places, err := units(ctx, office)
		if err != nil {
			return err
		}
		invitation, err := office.Enroll(ctx, unit, life)
		if err != nil {
			return err
		}
		if a.JSON {
			return a.PutJSON(invited{invitation, at.URL, at.Pin})
		}
		a.Put(sayOut.Invited, places[unit], invitation.Code)
		a.Put(sayOut.InvitedUntil, cli.When(invitation.Expires))
		a.tellJoin(invitation.Code, at)
		return nil
	})
}

// tellJoin tells what to type on the laptop.
func (a *app) tellJoin(code string, at listening) {
	if at.URL == "" {
		a.Put(sayOut.JoinLater)
		return
	}
	line := at.URL + " " + code
	if at.Pin != "" {
		line += " --pin " + at.Pin
	}
	a.Put(sayOut.JoinWith, line)
}

func isWebAddress(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// laptop and givenCode are what enroll list prints as JSON.
type laptop struct {
	Device   ledger.DeviceID `json:"device"`
	Unit     string          `json:"unit"`
	Person   string          `json:"person"`
	Computer string          `json:"computer"`
	Agent    string          `json:"agent"`
	Joined   time.Time       `json:"joined"`
	Seen     *time.Time      `json:"seen"`
	Revoked  *time.Time      `json:"revoked"`
}

type givenCode struct {
	Unit    string     `json:"unit"`
	Created time.Time  `json:"created"`
	Expires time.Time  `json:"expires"`
	Used    *time.Time `json:"used"`
}

func (a *app) enrollList(ctx context.Context) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		devices, err := office.Devices(ctx)
		if err != nil {
			return err
		}
		codes, err := office.Enrolments(ctx)
		if err != nil {
			return err
		}
		places, err := units(ctx, office)
		if err != nil {
			return err
		}
		if a.JSON {
			return a.PutJSON(enrolled(devices, codes))
		}
		a.tellDevices(devices, places)
		a.tellCodes(codes, places)
		return nil
	})
}

func enrolled(devices []commune.Device, codes []commune.Enrolment) map[string]any {
	laptops, given := []laptop{}, []givenCode{}
	for _, d := range devices {
		laptops = append(laptops, laptop{d.ID, d.Unit, d.Person, d.Computer, d.Agent, d.Joined, orNil(d.Seen), orNil(d.Revoked)})
	}
	for _, c := range codes {
		given = append(given, givenCode{c.Unit, c.Created, c.Expires, orNil(c.Used)})
	}
	return map[string]any{"devices": laptops, "codes": given}
}

// orNil is nil for a time that has not been.
func orNil(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func (a *app) tellDevices(devices []commune.Device, places map[string]string) {
	var t cli.Table
	for _, d := range devices {
		seen := sayOut.NotSeen.In(a.Lang)
		switch {
		case !d.Revoked.IsZero():
			seen = cli.Say(sayOut.RevokedOn, cli.When(d.Revoked)).In(a.Lang)
		case !d.Seen.IsZero():
			seen = cli.When(d.Seen)
		}
		t.Add(d.ID.String(), places[d.Unit], d.Person, d.Computer, seen)
	}
	t.Write(a.Stdout)
	if len(devices) == 0 {
		a.Note(sayOut.NoDevices)
	}
}

func (a *app) tellCodes(codes []commune.Enrolment, places map[string]string) {
	if len(codes) == 0 {
		return
	}
	a.Put(sayOut.Codes)
	var t cli.Table
	for _, c := range codes {
		state := cli.Say(sayOut.CodeWaits, cli.When(c.Expires))
		switch {
		case !c.Used.IsZero():
			state = cli.Say(sayOut.CodeUsed, cli.When(c.Used))
		case c.Expires.Before(a.Now()):
			state = cli.Say(sayOut.CodeExpired, cli.When(c.Expires))
		}
		t.Add("  "+places[c.Unit], state.In(a.Lang))
	}
	t.Write(a.Stdout)
}

// enrollRevoke shuts out the laptop whose id begins with what was typed.
func (a *app) enrollRevoke(ctx context.Context, typed string) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		devices, err := office.Devices(ctx)
		if err != nil {
			return err
		}
		var found []ledger.DeviceID
		for _, d := range devices {
			if typed != "" && strings.HasPrefix(d.ID.String(), strings.ToLower(typed)) {
				found = append(found, d.ID)
			}
		}
		switch len(found) {
		case 0:
			return cli.Fail("device_unknown", sayErr.DeviceNone, typed)
		case 1:
		default:
			return cli.Misuse(sayErr.DeviceMany, len(found), typed)
		}
		if err := office.Revoke(ctx, found[0]); err != nil {
			return err
		}
		a.Put(sayOut.Revoked, found[0])
		if a.JSON {
			return a.PutJSON(map[string]string{"device": found[0].String()})
		}
		return nil
	})
}
