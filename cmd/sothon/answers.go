package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
	"github.com/nghia-hung/sothon/ledger"
)

// answers are what a command line gives to be written into records: --set, -f and --attach.
type answers struct {
	set    []string
	file   string
	attach []string
}

func (in *answers) flags(a *app, cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&in.set, "set", nil, sayHelp.FlagSet.In(a.Lang))
	cmd.Flags().StringVarP(&in.file, "file", "f", "", sayHelp.FlagFile.In(a.Lang))
	cmd.Flags().StringArrayVar(&in.attach, "attach", nil, sayFiles.FlagAttach.In(a.Lang))
}

// given reports whether there is anything to write.
func (in *answers) given() bool { return len(in.set) > 0 || in.file != "" || len(in.attach) > 0 }

// read gives the records. What --set says is put over the one record of the file.
func (a *app) read(in answers) ([]item, error) {
	set, err := parseSet(in.set)
	if err != nil {
		return nil, err
	}
	if in.file == "" {
		return []item{{values: set}}, nil
	}
	data, err := a.readInput(in.file)
	if err != nil {
		return nil, err
	}
	items := readItems(data)
	switch {
	case len(items) == 0:
		return nil, cli.Fail("empty", sayErr.EmptyInput, in.file)
	case len(set) > 0 && len(items) > 1:
		return nil, cli.Misuse(sayErr.SetWithMany, len(items))
	}
	for name, v := range set {
		if items[0].values != nil {
			items[0].values[name] = v
			delete(items[0].lines, name)
		}
	}
	return items, nil
}

// readInput reads a file, or stdin for "-", up to the limit and one byte more.
func (a *app) readInput(name string) ([]byte, error) {
	r := a.Stdin
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, fileFailure(name, err)
		}
		defer f.Close()
		r = f
	}
	data, err := io.ReadAll(io.LimitReader(r, maxInput+1))
	if err != nil {
		return nil, fileFailure(name, err)
	}
	return data, nil
}

// fileFailure says why a file that the user named cannot be used.
func fileFailure(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return cli.Fail("no_file", sayErr.NoFile, name)
	case errors.Is(err, fs.ErrPermission):
		return cli.Fail("no_permission", sayErr.FileDenied, name)
	}
	return cli.Fail("bad_file", sayErr.BadFile, name, cli.Cause(err))
}

// parseSet reads name=value pairs; an empty value takes an answer back.
func parseSet(pairs []string) (ledger.Values, error) {
	set := ledger.Values{}
	for _, pair := range pairs {
		name, text, ok := strings.Cut(pair, "=")
		name = strings.TrimSpace(name)
		if !ok || name == "" {
			return nil, cli.Misuse(sayErr.BadSet, pair)
		}
		if _, twice := set[name]; twice {
			return nil, cli.Misuse(sayErr.SetTwice, name)
		}
		set[name] = ledger.TextValue(text)
	}
	return set, nil
}
