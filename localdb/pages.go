package localdb

import (
	"bytes"
	"fmt"
	"io"
)

// pageWalk follows a bbolt file from its root through every page, by reading and not by mapping,
// and says what is out of place. Where it finds nothing, bbolt can read every key of the file.
type pageWalk struct {
	r     io.ReaderAt
	h     head
	free  map[uint64]bool
	used  map[uint64]bool
	fault func(what string)
	err   error // the reader's

	branches bool // only the pages that lead to others, and what stands in the first tree
	inside   bool // a bucket
}

// leadsAstray reports that pages lead to others than they should, or to free ones: bbolt, which trusts
// them, would go round for ever, or write over what is in use. Of a bucket's leaves, nearly all of the
// file, only the first is looked at.
func leadsAstray(r io.ReaderAt, h head, free []uint64) (astray bool, err error) {
	w := &pageWalk{r: r, h: h, free: map[uint64]bool{}, used: map[uint64]bool{0: true, 1: true}, fault: func(string) { astray = true }, branches: true}
	for _, id := range free {
		w.free[id] = true
	}
	w.walk(h.root, nil, nil)
	return astray, w.err
}

// walkPages calls fault for everything that is out of place.
func walkPages(r io.ReaderAt, h head, fault func(what string)) error {
	w := &pageWalk{r: r, h: h, free: map[uint64]bool{}, used: map[uint64]bool{0: true, 1: true}, fault: fault}
	if h.freelist != boltNoFreelist {
		free, reason, err := readFreelist(r, h)
		if err != nil || reason != "" {
			fault(reason)
			return err
		}
		for _, id := range free {
			w.free[id] = true
		}
		p, ok, err := readPage(r, h, h.freelist, boltFreelistPage)
		if err != nil || !ok {
			return err
		}
		w.use(p)
	}
	w.walk(h.root, nil, nil)
	return w.err
}

// use notes that a page and its overflow are taken, and reports whether they were not before.
func (w *pageWalk) use(p page) bool {
	for id := p.id; id <= p.id+uint64(p.overflow); id++ {
		switch {
		case w.used[id]:
			w.fault(fmt.Sprintf("page %d is used twice", id))
			return false
		case w.free[id]:
			w.fault(fmt.Sprintf("page %d is in use but listed as free", id))
			return false
		}
		w.used[id] = true
	}
	return true
}

// walk checks the page of this id, whose keys must not be below from nor reach to (nil: no bound).
func (w *pageWalk) walk(id uint64, from, to []byte) {
	if w.err != nil {
		return
	}
	if !inUse(id, w.h) {
		w.fault(fmt.Sprintf("page %d is outside the file", id))
		return
	}
	p, ok, err := readPage(w.r, w.h, id, boltBranchPage|boltLeafPage)
	if err != nil {
		w.err = err
		return
	}
	if !ok {
		w.fault(fmt.Sprintf("page %d is not what it should be", id))
		return
	}
	if !w.use(p) {
		return
	}
	w.elements(p, from, to)
}

// elements checks the entries of a page and follows those that lead on.
func (w *pageWalk) elements(p page, from, to []byte) {
	var keys [][]byte
	var next []uint64
	for i := range p.count {
		key, value, child, bucket, ok := p.element(i)
		if !ok {
			w.fault(fmt.Sprintf("page %d: entry %d reaches outside", p.id, i))
			return
		}
		if (i > 0 && bytes.Compare(keys[i-1], key) >= 0) || bytes.Compare(key, from) < 0 || (to != nil && bytes.Compare(key, to) >= 0) {
			w.fault(fmt.Sprintf("page %d: entry %d is out of order", p.id, i))
			return
		}
		keys, next = append(keys, key), append(next, child)
		if bucket {
			w.bucket(p, i, value)
		}
	}
	if p.flags&boltBranchPage == 0 {
		return
	}
	if p.count == 0 {
		w.fault(fmt.Sprintf("page %d leads nowhere", p.id))
	}
	if w.branches && w.inside && len(next) > 0 && w.leadsToLeaves(next[0]) {
		for _, child := range next {
			if !inUse(child, w.h) || w.used[child] || w.free[child] {
				w.fault(fmt.Sprintf("page %d leads astray", p.id))
			}
		}
		return
	}
	for i, child := range next {
		end := to
		if i+1 < len(keys) {
			end = keys[i+1]
		}
		w.walk(child, keys[i], end)
	}
}

// leadsToLeaves reports that a page, and so all beside it, is a leaf.
func (w *pageWalk) leadsToLeaves(id uint64) bool {
	buf := make([]byte, boltPageHeader)
	if !inUse(id, w.h) {
		return false
	}
	_, err := w.r.ReadAt(buf, int64(id)*w.h.pageSize)
	return err == nil && native.Uint16(buf[8:]) == boltLeafPage
}

// element reads entry i. A leaf's is flags 4, position 4, key size 4, value size 4; a branch's is
// position 4, key size 4, page 8. Positions count from the entry itself.
func (p page) element(i int) (key, value []byte, child uint64, bucket, ok bool) {
	at := i * boltElement
	if at+boltElement > len(p.body) {
		return nil, nil, 0, false, false
	}
	e := p.body[at:]
	pos, ksize, vsize := uint64(native.Uint32(e)), uint64(native.Uint32(e[4:])), uint64(0)
	if p.flags&boltLeafPage != 0 {
		bucket = native.Uint32(e)&boltBucketEntry != 0
		pos, ksize, vsize = uint64(native.Uint32(e[4:])), uint64(native.Uint32(e[8:])), uint64(native.Uint32(e[12:]))
	} else {
		child = native.Uint64(e[8:])
	}
	if pos+ksize+vsize > uint64(len(e)) {
		return nil, nil, 0, false, false
	}
	return e[pos : pos+ksize], e[pos+ksize : pos+ksize+vsize], child, bucket, true
}

// bucket checks a bucket's value: root page 8, sequence 8, and, when the root is 0, the whole
// bucket as a page inside the value.
func (w *pageWalk) bucket(p page, i int, value []byte) {
	if len(value) < boltBucket {
		w.fault(fmt.Sprintf("page %d: bucket %d is cut short", p.id, i))
		return
	}
	if root := native.Uint64(value); root != 0 {
		outside := w.inside
		w.inside = true
		w.walk(root, nil, nil)
		w.inside = outside
		return
	}
	inline := value[boltBucket:]
	if len(inline) < boltPageHeader || native.Uint16(inline[8:]) != boltLeafPage {
		w.fault(fmt.Sprintf("page %d: bucket %d is not what it should be", p.id, i))
		return
	}
	w.elements(page{id: p.id, flags: boltLeafPage, count: int(native.Uint16(inline[10:])), body: inline[boltPageHeader:]}, nil, nil)
}
