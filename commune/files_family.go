package commune

import (
	"context"

	"github.com/nghia-hung/sothon/ledger"
)

// named tells with which size records that the device reads and writes name files: those of its unit
// and of the units that this one came out of.
func (o *Office) named(ctx context.Context, device Device, hashes []ledger.Hash) (map[ledger.Hash]int64, error) {
	f, err := o.families(ctx)
	if err != nil {
		return nil, err
	}
	out := map[ledger.Hash]int64{}
	for _, unit := range f.reach(device.Unit, o.today().String()) {
		sizes, err := o.store.NamedFiles(ctx, unit, device.ID, hashes)
		if err != nil {
			return nil, err
		}
		for h, size := range sizes {
			out[h] = max(out[h], size)
		}
	}
	return out, nil
}

// unitFiles are the files that such records name, each once.
func (o *Office) unitFiles(ctx context.Context, unit string) (all []ledger.Hash, err error) {
	f, err := o.families(ctx)
	if err != nil {
		return nil, err
	}
	seen := map[ledger.Hash]bool{}
	for _, id := range f.reach(unit, o.today().String()) {
		err := o.store.UnitFiles(ctx, id, func(h ledger.Hash) error {
			if !seen[h] {
				seen[h], all = true, append(all, h)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}
