package commune

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/nghia-hung/sothon/ledger"
	"github.com/nghia-hung/sothon/viet"
)

// Office is the commune's office at work on its store. It may be used by many goroutines.
type Office struct {
	store   Store
	rules   rules
	commune Commune
	now     func() time.Time
	random  io.Reader
	log     *slog.Logger

	tep   folder // attached files
	quota int64  // bytes of them one unit may send

	turns   turns    // one push per device at a time
	joins   *limiter // wrong one-time codes
	sign    *limiter // wrong passwords
	trusted *limiter // wrong passwords from browsers that have signed in before
	hashing chan struct{}
	closed  closingCache
	settled settlements
	reading chan struct{} // held by who reads for a laptop
}

// Options are what an Office needs beside its store. Zero fields get the usual: the built-in forms,
// the system's clock and randomness, no log.
type Options struct {
	Catalogue *ledger.Catalogue
	Now       func() time.Time
	Random    io.Reader
	Log       *slog.Logger
	Files     string // folder of attached files, made at need; "": none are taken
	UnitQuota int64  // bytes of them one unit may send; 0: DefaultUnitQuota
}

func (o Options) filled() Options {
	if o.Catalogue == nil {
		o.Catalogue = ledger.Default()
	}
	if o.UnitQuota == 0 {
		o.UnitQuota = DefaultUnitQuota
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o
}

// Open goes on with a store that Init began.
func Open(ctx context.Context, store Store, options Options) (*Office, error) {
	c, err := store.Commune(ctx)
	if errors.Is(err, ErrNotFound) {
		return nil, fault("no_commune")
	}
	if err != nil {
		return nil, fmt.Errorf("open office: %w", err)
	}
	return newOffice(store, c, options.filled()), nil
}

func newOffice(store Store, c Commune, o Options) *Office {
	return &Office{store: store, rules: rules{o.Catalogue}, commune: c, now: o.Now, random: o.Random, log: o.Log,
		tep: folder{dir: o.Files}, quota: o.UnitQuota,
		turns:   turns{held: map[ledger.DeviceID]*turn{}},
		joins:   newLimiter(o.Now, joinLimits),
		sign:    newLimiter(o.Now, signInLimits),
		trusted: newLimiter(o.Now, trustedLimits),
		hashing: make(chan struct{}, 2),
		reading: make(chan struct{}, laptopReads)}
}

// Founding is what Init is told about a commune.
type Founding struct {
	Name     string // "Nghĩa Hưng"
	Code     string // digits, "13891"
	Province string
	Admin    string // name of the first account, "admin" when empty
}

// Init founds a commune in an empty store: its key, from which it has its id, its incarnation and
// its first account. It returns that account's one-time password, which is kept nowhere.
func Init(ctx context.Context, store Store, f Founding, options Options) (*Office, string, error) {
	o := options.filled()
	c := Commune{Name: clean(f.Name), Code: strings.TrimSpace(f.Code), Province: clean(f.Province), Created: o.Now()}
	if c.Name == "" {
		return nil, "", fault("commune_name")
	}
	if strings.Trim(c.Code, "0123456789") != "" || c.Code == "" || len(c.Code) > 10 {
		return nil, "", fault("commune_code", f.Code)
	}
	public, key, err := ed25519.GenerateKey(o.Random)
	if err != nil {
		return nil, "", fmt.Errorf("make key: %w", err)
	}
	c.ID, c.Key = ledger.DeviceOf(public), key
	if c.Incarnation, err = NewIncarnation(o.Random); err != nil {
		return nil, "", err
	}
	office := newOffice(store, c, o)
	if f.Admin == "" {
		f.Admin = "admin"
	}
	admin, password, err := office.newUser(f.Admin, Admin)
	if err != nil {
		return nil, "", err
	}
	if err := store.Begin(ctx, c, admin); errors.Is(err, ErrExists) {
		return nil, "", fault("commune_exists")
	} else if err != nil {
		return nil, "", fmt.Errorf("init: %w", err)
	}
	return office, password, office.SumUp(ctx)
}

// NewIncarnation draws a new life for a store, for Init and for store.Restore.
func NewIncarnation(random io.Reader) (inc ledger.Incarnation, err error) {
	if _, err := io.ReadFull(random, inc[:]); err != nil {
		return inc, fmt.Errorf("draw incarnation: %w", err)
	}
	return inc, nil
}

// Commune tells whose office this is.
func (o *Office) Commune() Commune { return o.commune }

// Catalogue gives the forms that are known here.
func (o *Office) Catalogue() *ledger.Catalogue { return o.rules.catalogue }

// Backup writes everything into a new file, verified, while others go on working.
func (o *Office) Backup(ctx context.Context, file string) error { return o.store.Backup(ctx, file) }

// Reconsider looks again at what an older program could not judge: changes of kinds that were not
// known, records whose form was not, and those it folded otherwise. It tells how many changes and
// records of the first two sorts are known now. It is called when the program or its forms are new.
func (o *Office) Reconsider(ctx context.Context) (int, error) {
	devices, err := o.store.Devices(ctx)
	if err != nil {
		return 0, err
	}
	f, err := o.families(ctx)
	if err != nil {
		return 0, err
	}
	units := map[ledger.DeviceID][]string{}
	for _, d := range devices {
		units[d.ID] = f.reach(d.Unit, o.today().String())
	}
	judge := func(e StoredEntry) Entry {
		return o.rules.entry(e.Bytes, e.Hash, units[e.Device], e.Device == o.commune.ID)
	}
	kinds, err := o.store.Readmit(ctx, ledger.CodeKindUnknown, o.now(), judge, o.rules.fold)
	if err != nil {
		return 0, err
	}
	forms, err := o.store.Refold(ctx, ledger.CodeFormUnknown, o.rules.fold)
	return kinds + forms, err
}

// epoch is that of the commune's own log.
func (o *Office) epoch() ledger.Epoch { return ledger.Epoch(o.commune.Incarnation) }

// clean makes a text of one line; what cannot be read becomes "".
func clean(s string) string { return strings.Join(strings.Fields(cleanLines(s)), " ") }

// cleanLines makes a text of NFC without what cannot be seen; what cannot be read becomes "".
func cleanLines(s string) string {
	s, err := viet.Clean(s)
	if err != nil {
		return ""
	}
	return s
}
