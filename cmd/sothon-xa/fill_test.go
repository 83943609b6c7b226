package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// fillCmd does what a person with a spreadsheet does: fill FILE SHEET ROW FIELD=VALUE…
func fillCmd(ts *testscript.TestScript, _ bool, args []string) {
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	rows, err := f.GetRows(args[1])
	ts.Check(err)
	row, err := strconv.Atoi(args[2])
	ts.Check(err)
	for _, set := range args[3:] {
		key, value, _ := strings.Cut(set, "=")
		at, err := excelize.CoordinatesToCellName(slices.Index(rows[1], strings.ReplaceAll(key, "_", "-"))+1, row)
		ts.Check(err)
		ts.Check(f.SetCellStr(args[1], at, value))
	}
	ts.Check(f.Save())
}
