package e2e_test

import (
	"slices"

	"github.com/nghia-hung/sothon/ledger"
)

type logName struct {
	device ledger.DeviceID
	epoch  ledger.Epoch
}

// chain is a log with its hashes.
type chain struct {
	ids    []ledger.ID
	hashes []ledger.Hash
}

func (c *chain) add(id ledger.ID) {
	c.ids, c.hashes = append(c.ids, id), append(c.hashes, c.at(uint64(len(c.ids))).Next(id[:]))
}

func (c *chain) at(seq uint64) ledger.Hash {
	if seq == 0 {
		return ledger.Hash{}
	}
	return c.hashes[seq-1]
}

func (c *chain) clone() *chain {
	return &chain{slices.Clone(c.ids), slices.Clone(c.hashes)}
}

// letter is a request, answer a receipt with what it brings.
type letter struct {
	head    ledger.PushHeader
	changes []ledger.ID
}

type answer struct {
	ledger.Receipt
	pulled []ledger.ID
}

// numbered is a place in the commune's log of everything.
type numbered struct {
	id   ledger.ID
	from logName
}

type ruleCommune struct {
	without mutant
	life    ledger.Incarnation
	logs    map[logName]*chain
	counted map[ledger.ID]int
	numbers map[uint64]numbered
	next    uint64
}

func (x *ruleCommune) clone() *ruleCommune {
	out := *x
	out.logs, out.counted, out.numbers = map[logName]*chain{}, map[ledger.ID]int{}, map[uint64]numbered{}
	for k, v := range x.logs {
		out.logs[k] = v.clone()
	}
	for k, v := range x.counted {
		out.counted[k] = v
	}
	for k, v := range x.numbers {
		out.numbers[k] = v
	}
	return &out
}

// receive is §8 of docs/protocol.md. number is where the changes are numbered from.
func (x *ruleCommune) receive(q letter, number uint64) answer {
	name := logName{q.head.Device, q.head.Epoch}
	log := x.logs[name]
	if log == nil {
		log = &chain{}
	}
	have := uint64(len(log.ids))
	refuse := func(code ledger.Code) answer {
		return answer{Receipt: ledger.Receipt{Incarnation: x.life, Device: name.device, Epoch: name.epoch, Nonce: q.head.Nonce,
			Have: have, Hash: log.at(have), Code: code, Cursor: ledger.Cursor{Incarnation: x.life}}}
	}
	checks := x.without != noHashCheck
	if q.head.First-1 > have {
		return refuse(ledger.CodeGap)
	}
	if checks && log.at(q.head.First-1) != q.head.Prev {
		return refuse(ledger.CodeFork)
	}
	hash := q.head.Prev
	for i, id := range q.changes {
		seq := q.head.First + uint64(i)
		if hash = hash.Next(id[:]); seq <= have {
			if checks && log.at(seq) != hash {
				return refuse(ledger.CodeFork)
			}
			continue
		}
		x.logs[name] = log
		log.add(id)
		if x.counted[id] == 0 || x.without == noIDCheck {
			x.counted[id]++
			x.numbers[number] = numbered{id, name}
			number++
		}
	}
	x.next = max(x.next, number)
	have = uint64(len(log.ids))
	return x.bring(refuse(""), q.head.Cursor, name)
}

// bring fills in what there is to pull.
func (x *ruleCommune) bring(a answer, after ledger.Cursor, name logName) answer {
	const most = 3
	if after.Incarnation == x.life {
		a.Cursor = after
	}
	for n := a.Cursor.Number + 1; n < x.next; n++ {
		at, ok := x.numbers[n]
		switch {
		case !ok || at.from == name:
		case len(a.pulled) == most:
			a.More++
			continue
		default:
			a.pulled = append(a.pulled, at.id)
		}
		if a.More == 0 && (ok || x.without != serialCursor || x.later(n)) {
			a.Cursor.Number = n
		}
	}
	return a
}

// later reports that a number above n is taken.
func (x *ruleCommune) later(n uint64) bool {
	for m := n + 1; m < x.next; m++ {
		if _, ok := x.numbers[m]; ok {
			return true
		}
	}
	return false
}

type ruleLaptop struct {
	device ledger.DeviceID
	epoch  ledger.Epoch
	log    chain
	have   uint64
	cursor ledger.Cursor
	known  map[ledger.ID]bool
	nonce  [8]byte
	forks  int
	stale  bool // the commune came back since its last whole visit, or it did
}

func (l *ruleLaptop) clone() *ruleLaptop {
	out := *l
	out.log, out.known = *l.log.clone(), map[ledger.ID]bool{}
	for id := range l.known {
		out.known[id] = true
	}
	return &out
}

// relog logs again what is known and stands in no log here.
func (l *ruleLaptop) relog() {
	var missing []ledger.ID
	for id := range l.known {
		if !slices.Contains(l.log.ids, id) {
			missing = append(missing, id)
		}
	}
	slices.SortFunc(missing, func(a, b ledger.ID) int { return slices.Compare(a[:], b[:]) })
	for _, id := range missing {
		l.log.add(id)
	}
}
