package main

import (
	"context"
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/commune"
	"github.com/nghia-hung/sothon/ledger"
)

func (a *app) bundleCommand() *cobra.Command {
	var revoked bool
	take := a.Command("import FILE… [--accept-revoked]", sayBundle.Import, func(cmd *cobra.Command, args []string) error {
		ctx := cmd.Context()
		if revoked {
			ctx = commune.TakeRevoked(ctx, commune.CommandLine)
		}
		return a.bundleImport(ctx, args)
	})
	take.Flags().BoolVar(&revoked, "accept-revoked", false, sayBundle.FlagRevoked.In(a.Lang))
	return a.Group("bundle", sayBundle.Group, a.WithJSON(take),
		a.WithJSON(a.Command("export UNIT FILE", sayBundle.Export,
			func(cmd *cobra.Command, args []string) error { return a.bundleExport(cmd.Context(), args[0], args[1]) })))
}

// brought is what "sothon-xa bundle import --json" prints.
type brought struct {
	Letters  []letterJSON `json:"letters"`
	New      int          `json:"new"`
	Refused  int          `json:"refused"`  // letters and files, in whole or in part
	Rejected int          `json:"rejected"` // changes that are kept but do not count
}

// letterJSON is what one laptop's letter in a file came to. Without a device it stands for the file.
type letterJSON struct {
	File     string          `json:"file"`
	Device   string          `json:"device"`
	Unit     string          `json:"unit"`
	Person   string          `json:"person"`
	Changes  int             `json:"changes"`
	New      int             `json:"new"`
	Files    int             `json:"files"`             // attached, that arrived with it
	Revoked  bool            `json:"revoked,omitempty"` // taken in although the laptop is shut out
	Rejected []uncountedJSON `json:"rejected"`
	Code     string          `json:"code,omitempty"`
	Message  string          `json:"message,omitempty"`
	place    string          // of the unit, for a person
}

// uncountedJSON is a change that is kept but does not count.
type uncountedJSON struct {
	Change  ledger.ID   `json:"change"`
	Code    ledger.Code `json:"code"`
	Field   string      `json:"field"`
	Message string      `json:"message"`
}

// bundleImport takes in files one after another; one that is refused keeps none out.
func (a *app) bundleImport(ctx context.Context, files []string) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		places, err := units(ctx, office)
		if err != nil {
			return err
		}
		doc := brought{Letters: []letterJSON{}}
		for _, file := range files {
			letters, err := a.bundleFile(ctx, office, file, places)
			for _, l := range letters {
				doc.add(l)
			}
			if err != nil {
				return err
			}
		}
		if a.JSON {
			if err := a.PutJSON(doc); err != nil {
				return err
			}
		}
		return a.tellBundles(doc)
	})
}

func (doc *brought) add(l letterJSON) {
	doc.Letters = append(doc.Letters, l)
	doc.New += l.New
	doc.Rejected += len(l.Rejected)
	if l.Code != "" {
		doc.Refused++
	}
}

// bundleFile takes in one file. A file that cannot be read is a letter that was refused.
func (a *app) bundleFile(ctx context.Context, office *commune.Office, file string, places map[string]string) ([]letterJSON, error) {
	f, err := os.Open(file)
	if err != nil {
		var told *cli.Failure
		errors.As(fileFailure(file, err), &told)
		return []letterJSON{{File: file, Rejected: []uncountedJSON{}, Code: told.Code, Message: told.Words.In(a.Lang)}}, nil
	}
	defer f.Close()
	deliveries, err := office.ImportBundle(ctx, f)
	var out []letterJSON
	for _, d := range deliveries {
		out = append(out, a.letter(file, d, places))
	}
	return out, err
}

func (a *app) letter(file string, d commune.Delivery, places map[string]string) letterJSON {
	l := letterJSON{File: file, Unit: d.Unit, Person: d.Person, Changes: d.Changes, New: d.New, Files: d.Files, Revoked: d.Revoked, Rejected: []uncountedJSON{},
		place: places[d.Unit]}
	if d.Device != (ledger.DeviceID{}) {
		l.Device = d.Device.String()
	}
	for _, r := range d.Rejected {
		l.Rejected = append(l.Rejected, uncountedJSON{Change: r.ID, Code: r.Code, Field: r.Field, Message: r.Reason.In(a.Lang)})
	}
	var coded *ledger.Error
	if errors.As(d.Err, &coded) {
		l.Code, l.Message = string(coded.Code), commune.BundleReason(d.Err).In(a.Lang)
	}
	return l
}

// tellBundles says of every letter what came of it.
func (a *app) tellBundles(doc brought) error {
	for _, l := range doc.Letters {
		who := l.from(a.Lang)
		said := sayBundle.Took
		if l.New == 0 {
			said = sayBundle.TookNone
		}
		if l.Code == "" || l.New > 0 {
			a.Put(said, l.File, who, l.New, l.Changes)
		}
		if l.Revoked {
			a.Note(sayBundle.TookRevoked, l.File, who)
		}
		if l.Files > 0 {
			a.Put(sayFiles.Bundled, l.Files)
		}
		if len(l.Rejected) > 0 {
			a.Note(sayBundle.NotCounted, l.File, who, len(l.Rejected))
		}
		if l.Code != "" {
			a.Note(sayBundle.Refused, l.File, who, l.Message)
		}
	}
	if doc.New > 0 {
		a.Put(sayBundle.Sum, doc.New)
	}
	switch {
	case doc.Refused > 0:
		return cli.Quiet(cli.Failed, "refused")
	case doc.Rejected > 0:
		return cli.Quiet(cli.Rejected, "rejected")
	}
	return nil
}

// from names whose letter it is.
func (l letterJSON) from(lang string) string {
	switch {
	case l.place != "" && l.Person != "":
		return l.place + ", " + l.Person
	case l.place != "":
		return l.place
	case l.Device != "":
		return l.Device
	}
	return sayBundle.Stranger.In(lang)
}

// bundleExport writes the file that goes back to a unit's laptops.
func (a *app) bundleExport(ctx context.Context, unit, file string) error {
	return a.withOffice(ctx, func(office *commune.Office) error {
		var sum commune.BundleExport
		err := cli.WriteCarried(file, sayBundle.CannotWrite, func(w io.Writer) (err error) {
			sum, err = office.ExportBundle(ctx, unit, w)
			return err
		})
		if err != nil {
			return err
		}
		a.Put(sayBundle.Exported, file, len(sum.Devices), unit, sum.Changes)
		if len(sum.Shut) > 0 {
			a.Note(sayBundle.Shut, len(sum.Shut))
		}
		if a.JSON {
			return a.PutJSON(map[string]any{"file": file, "unit": unit, "devices": sum.Devices, "changes": sum.Changes})
		}
		return nil
	})
}
