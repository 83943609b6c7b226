package e2e_test

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/nghia-hung/sothon/ledger"
)

// The protocol's rules alone, without stores and bytes, so small that very many histories can be
// run, and with each rule that the promise rests on made to be left out. TestNothingIsLost… holds
// the real programs to the same promise; here it is shown that the promise would see the difference.

// mutant says which rule is left out.
type mutant string

const (
	allRules       mutant = ""
	noHashCheck    mutant = "no hash check"
	noIDCheck      mutant = "no id de-duplication"
	counterEpochs  mutant = "counter epochs"
	risingReceipts mutant = "never-falling receipts"
	serialCursor   mutant = "serial cursor"
	noRelog        mutant = "nothing logged again after a restore of the commune"
)

func TestTheRulesHold(t *testing.T) {
	const first = 1
	for seed := range uint64(often(2000, 2000, 50_000)) {
		if err := ruleHistory(allRules, first+seed); err != nil {
			t.Fatalf("history %d: %v", first+seed, err)
		}
	}
}

// TestEveryRuleIsNeeded leaves out one rule at a time: each must lose, double or misreport something
// that the promise sees.
func TestEveryRuleIsNeeded(t *testing.T) {
	for _, without := range []mutant{noHashCheck, noIDCheck, counterEpochs, risingReceipts, serialCursor, noRelog} {
		t.Run(string(without), func(t *testing.T) {
			for seed := range uint64(2000) {
				if err := ruleHistory(without, 1+seed); err != nil {
					t.Logf("caught by history %d: %v", 1+seed, err)
					return
				}
			}
			t.Errorf("2,000 histories saw no harm in %s", without)
		})
	}
}

// ruleHistory runs one random history and tells how the promise was broken, nil if it was not.
func ruleHistory(without mutant, seed uint64) error {
	r := &ruleWorld{rand: rand.New(rand.NewPCG(seed, 0)), without: without, owed: map[ledger.ID]bool{},
		xa: &ruleCommune{without: without, logs: map[logName]*chain{}, counted: map[ledger.ID]int{}, numbers: map[uint64]numbered{}, next: 1}}
	r.random(r.xa.life[:])
	for n := range 2 + r.rand.IntN(3) {
		l := &ruleLaptop{device: ledger.DeviceID{byte(n + 1)}, known: map[ledger.ID]bool{}}
		r.newEpoch(l)
		r.laptops = append(r.laptops, l)
	}
	for range 40 + r.rand.IntN(60) {
		if err := r.step(); err != nil {
			return err
		}
	}
	return r.quiet()
}

// ruleWorld is one history.
type ruleWorld struct {
	rand     *rand.Rand
	without  mutant
	xa       *ruleCommune
	laptops  []*ruleLaptop
	owed     map[ledger.ID]bool
	air      []letter // requests under way; each may arrive never, late, and again
	answers  []answer
	backups  []*ruleCommune
	copies   []*ruleLaptop
	slow     *letter // a request whose transaction is open
	reserved uint64
	ids      uint64
}

func (r *ruleWorld) random(b []byte) {
	for i := range b {
		b[i] = byte(r.rand.Uint32())
	}
}

func (r *ruleWorld) newEpoch(l *ruleLaptop) {
	l.have = 0
	if r.without == counterEpochs {
		binary.BigEndian.PutUint64(l.epoch[8:], binary.BigEndian.Uint64(l.epoch[8:])+1)
		return
	}
	r.random(l.epoch[:])
}

func some[T any](r *ruleWorld, all []T) (one T, ok bool) {
	if len(all) == 0 {
		return one, false
	}
	return all[r.rand.IntN(len(all))], true
}

func (r *ruleWorld) step() error {
	l, _ := some(r, r.laptops)
	switch r.rand.IntN(16) {
	case 0, 1, 2:
		r.write(l)
	case 3, 4, 5:
		return r.visit(l)
	case 6, 7:
		r.air = append(r.air, r.ask(l))
	case 8:
		if q, ok := some(r, r.air); ok {
			r.answers = append(r.answers, r.xa.receive(q, r.xa.next))
		}
	case 9:
		if a, ok := some(r, r.answers); ok {
			r.hear(l, a)
		}
	case 10:
		r.transaction()
	case 11:
		r.backups = append(r.backups, r.xa.clone())
	case 12:
		r.copies = append(r.copies, l.clone())
	case 13:
		r.communeRestored()
	case 14:
		r.laptopRestored()
	case 15:
		if len(r.laptops) < 6 && r.rand.IntN(3) == 0 {
			r.laptops = append(r.laptops, l.clone())
		}
	}
	return r.truthful()
}

func (r *ruleWorld) write(l *ruleLaptop) {
	r.ids++
	var id ledger.ID
	binary.BigEndian.PutUint64(id[:], r.ids)
	l.log.add(id)
	l.known[id], r.owed[id] = true, true
}

// transaction begins or ends a slow one: a request that is in the database, not yet committed. A
// number taken before the end can become visible after higher ones.
func (r *ruleWorld) transaction() {
	if r.slow == nil {
		if q, ok := some(r, r.air); ok {
			r.slow, r.reserved = &q, r.xa.next
			if r.without == serialCursor {
				r.xa.next += uint64(len(q.changes))
			}
		}
		return
	}
	number := r.xa.next
	if r.without == serialCursor {
		number = r.reserved
	}
	r.answers = append(r.answers, r.xa.receive(*r.slow, number))
	r.slow = nil
}

func (r *ruleWorld) communeRestored() {
	b, ok := some(r, r.backups)
	if !ok {
		return
	}
	r.xa, r.slow = b.clone(), nil
	r.random(r.xa.life[:])
	for _, l := range r.laptops {
		l.stale = true
	}
	r.forgive()
}

func (r *ruleWorld) laptopRestored() {
	c, ok := some(r, r.copies)
	if !ok {
		return
	}
	i := slices.IndexFunc(r.laptops, func(l *ruleLaptop) bool { return l.device == c.device })
	back := c.clone()
	back.stale = true
	r.newEpoch(back)
	r.laptops[i] = back
	r.forgive()
}

// forgive writes off what nobody has any more.
func (r *ruleWorld) forgive() {
	for id := range r.owed {
		if r.xa.counted[id] == 0 && !slices.ContainsFunc(r.laptops, func(l *ruleLaptop) bool { return l.known[id] }) {
			delete(r.owed, id)
		}
	}
}

// ask makes the laptop's next request.
func (r *ruleWorld) ask(l *ruleLaptop) letter {
	r.random(l.nonce[:])
	end := min(uint64(len(l.log.ids)), l.have+1+uint64(r.rand.IntN(4)))
	return letter{ledger.PushHeader{Device: l.device, Epoch: l.epoch, First: l.have + 1, Prev: l.log.at(l.have),
		Cursor: l.cursor, Nonce: l.nonce}, slices.Clone(l.log.ids[l.have:end])}
}

// hear is §9 of docs/protocol.md; false means that the answer is not one to this laptop's request.
func (r *ruleWorld) hear(l *ruleLaptop, a answer) bool {
	if a.Device != l.device || a.Epoch != l.epoch || a.Nonce != l.nonce {
		return false
	}
	r.random(l.nonce[:])
	last := uint64(len(l.log.ids))
	if a.Code == ledger.CodeFork || r.without != noHashCheck && (a.Have > last || l.log.at(a.Have) != a.Hash) {
		l.forks++
		r.newEpoch(l)
		return true
	}
	if r.without == risingReceipts {
		l.have = max(l.have, min(a.Have, last))
	} else {
		l.have = min(a.Have, last)
	}
	if l.cursor.Incarnation != (ledger.Incarnation{}) && l.cursor.Incarnation != a.Incarnation && r.without != noRelog {
		l.relog()
	}
	for _, id := range a.pulled {
		l.known[id] = true
	}
	l.cursor = a.Cursor
	return true
}

// visit is a sync over a good line, to its end.
func (r *ruleWorld) visit(l *ruleLaptop) error {
	l.forks = 0
	for range 200 {
		a := r.xa.receive(r.ask(l), r.xa.next)
		forked := l.forks
		r.hear(l, a)
		if l.forks > 1 {
			return fmt.Errorf("laptop %x met one fork after another: its new epoch was not new", l.device[:1])
		}
		if l.forks == forked && a.More == 0 && l.have == uint64(len(l.log.ids)) {
			l.stale = false
			return nil
		}
	}
	return fmt.Errorf("laptop %x gets nowhere over a good line", l.device[:1])
}

// truthful demands that no laptop believes sent what the commune lacks.
func (r *ruleWorld) truthful() error {
	for _, l := range r.laptops {
		if l.stale {
			continue
		}
		for _, id := range l.log.ids[:l.have] {
			if r.xa.counted[id] == 0 {
				return fmt.Errorf("laptop %x believes a change sent that the commune lacks", l.device[:1])
			}
		}
	}
	return nil
}

// quiet lets all sync until nothing moves, and compares.
func (r *ruleWorld) quiet() error {
	if r.slow != nil {
		r.transaction()
	}
	for range 4 {
		for _, l := range r.laptops {
			if err := r.visit(l); err != nil {
				return err
			}
			if err := r.truthful(); err != nil {
				return err
			}
		}
	}
	for id := range r.owed {
		if r.xa.counted[id] == 0 {
			return fmt.Errorf("an acknowledged change is not at the commune")
		}
	}
	for id, n := range r.xa.counted {
		if n != 1 {
			return fmt.Errorf("a change is at the commune %d times", n)
		}
		for _, l := range r.laptops {
			if !l.known[id] {
				return fmt.Errorf("laptop %x does not know a change that the commune has", l.device[:1])
			}
		}
	}
	return nil
}
