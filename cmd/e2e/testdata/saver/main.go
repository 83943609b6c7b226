// Command saver writes records into a laptop's store until it is killed. It says "saving" before
// each and "saved ID NUMBER" once it is acknowledged, one line each.
package main

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/localdb"
	"github.com/nghia-hung/sothon/viet"
)

func main() {
	fmt.Fprintln(os.Stderr, save(os.Args[1], os.Args[2]))
	os.Exit(1)
}

func save(home, first string) error {
	n, err := strconv.Atoi(first)
	if err != nil {
		return err
	}
	s, err := localdb.Open(home, localdb.Options{Wait: 5 * time.Second})
	if err != nil {
		return err
	}
	for ; ; n++ {
		id, err := s.NewID()
		if err != nil {
			return err
		}
		d := ledger.Draft{ID: id, Form: "tuyen_truyen", Version: 1, Values: answers(n)}
		fmt.Println("saving")
		if err := s.SaveDraft(d); err != nil {
			return err
		}
		problems, err := s.Commit(d, ledger.KindFinalize)
		if err != nil || len(problems) > 0 {
			return fmt.Errorf("commit: %w, %v", err, problems)
		}
		fmt.Println("saved", id, n)
	}
}

// answers are those of the n-th sample session.
func answers(n int) ledger.Values {
	return ledger.Values{"ngay": ledger.TextValue("2026-06-05"), "hinh_thuc": ledger.ListValue("hoi_nghi"),
		"chu_de": ledger.TextValue(fmt.Sprint("Buổi mẫu ", n)), "so_buoi": ledger.NumValue(viet.Int(1)),
		"tong_so": ledger.NumValue(viet.Int(40)), "nguoi_bao": ledger.TextValue("Người mẫu")}
}
