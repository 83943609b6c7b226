package localdb

import (
	"encoding/binary"
	"hash/fnv"
	"io"
	"os"
)

// Before bbolt maps the file, its head is read as plain bytes: bbolt ends the process on a file
// that is cut short, and begins an empty store in an empty file. The layout is that of bbolt's
// internal/common (page.go, meta.go) at file version 2; integers are in the machine's own order.
const (
	boltMagic      = 0xED0CDAED
	boltVersion    = 2
	boltPageHeader = 16
	boltElement    = 16 // of a branch or leaf page
	boltBucket     = 16 // header of a bucket's value
	boltMetaSize   = 64
	boltMinPage    = 1 << 10
	boltMaxPage    = 1 << 24
	boltNoFreelist = ^uint64(0)

	boltBranchPage   = 0x01
	boltLeafPage     = 0x02
	boltMetaPage     = 0x04
	boltFreelistPage = 0x10
	boltBucketEntry  = 0x01
)

var native = binary.NativeEndian

// head is what the newest valid meta page says.
type head struct {
	pageSize int64
	root     uint64
	freelist uint64
	high     uint64 // pages in use are below it
	txid     uint64
}

// readHead checks a file of the given size as far as bbolt will trust it blindly. The reason is ""
// when the file may be mapped, else what is wrong; the error is the reader's.
func readHead(r io.ReaderAt, size int64) (h head, reason string, err error) {
	if size == 0 {
		return h, reasonEmpty, nil
	}
	magic, found, err := findMetas(r, size, &h)
	switch {
	case err != nil:
		return h, "", err
	case !found && magic:
		return h, reasonHeads, nil
	case !found:
		return h, reasonForeign, nil
	case h.high < 4 || h.high > uint64(size)/uint64(h.pageSize):
		return h, reasonShort, nil
	case !inUse(h.root, h):
		return h, reasonRoot, nil
	}
	if reason, err = checkRoot(r, h); reason != "" || err != nil {
		return h, reason, err
	}
	var free []uint64
	if h.freelist != boltNoFreelist {
		if free, reason, err = readFreelist(r, h); reason != "" || err != nil {
			return h, reason, err
		}
	}
	if astray, err := leadsAstray(r, h, free); astray || err != nil {
		return h, reasonTorn, err
	}
	return h, "", nil
}

func inUse(page uint64, h head) bool { return page >= 2 && page < h.high }

// findMetas reads the meta page at 0 and the one after it, whose place depends on the page size
// that only a meta page tells, and takes over the newest valid one.
func findMetas(r io.ReaderAt, size int64, h *head) (magic, found bool, err error) {
	for at := int64(0); at < size; at = max(at*2, boltMinPage) {
		if at > boltMaxPage {
			break
		}
		buf := make([]byte, boltPageHeader+boltMetaSize)
		if n, err := r.ReadAt(buf, at); err != nil && err != io.EOF {
			return magic, found, err
		} else if n < len(buf) {
			continue
		}
		m, hasMagic, valid := parseMeta(buf)
		magic = magic || hasMagic
		if !valid || (at != 0 && at != m.pageSize) {
			continue
		}
		if !found || m.txid > h.txid {
			*h, found = m, true
		}
	}
	return magic, found, nil
}

// parseMeta reads a meta page: header (id 8, flags 2, count 2, overflow 4), then magic 4, version 4,
// page size 4, flags 4, root 8 + 8, freelist 8, high-water mark 8, transaction 8, FNV-1a sum 8.
func parseMeta(b []byte) (h head, magic, valid bool) {
	m := b[boltPageHeader:]
	h = head{pageSize: int64(native.Uint32(m[8:])), root: native.Uint64(m[16:]), freelist: native.Uint64(m[32:]),
		high: native.Uint64(m[40:]), txid: native.Uint64(m[48:])}
	sum := fnv.New64a()
	sum.Write(m[:56])
	magic = native.Uint32(m) == boltMagic
	size := h.pageSize
	valid = magic && native.Uint32(m[4:]) == boltVersion && native.Uint64(m[56:]) == sum.Sum64() &&
		size >= boltMinPage && size <= boltMaxPage && size&(size-1) == 0
	return h, magic, valid
}

// page is one page with its overflow.
type page struct {
	id       uint64
	flags    uint16
	count    int
	overflow uint32
	body     []byte // after the header
}

// readPage reads a page and says whether it is what it should be: in place, and of one of the flags.
func readPage(r io.ReaderAt, h head, id uint64, flags uint16) (p page, ok bool, err error) {
	buf := make([]byte, boltPageHeader)
	if _, err := r.ReadAt(buf, int64(id)*h.pageSize); err != nil {
		return p, false, err
	}
	p = page{id: native.Uint64(buf), flags: native.Uint16(buf[8:]), count: int(native.Uint16(buf[10:])),
		overflow: native.Uint32(buf[12:])}
	if p.id != id || p.flags&flags == 0 || p.flags&(p.flags-1) != 0 || uint64(p.overflow) >= h.high-id {
		return p, false, nil
	}
	p.body = make([]byte, (int64(p.overflow)+1)*h.pageSize-boltPageHeader)
	_, err = r.ReadAt(p.body, int64(id)*h.pageSize+boltPageHeader)
	return p, err == nil, err
}

func checkRoot(r io.ReaderAt, h head) (reason string, err error) {
	if _, ok, err := readPage(r, h, h.root, boltBranchPage|boltLeafPage); err != nil || !ok {
		return reasonRoot, err
	}
	return "", nil
}

// readFreelist reads the pages that bbolt believes free. A wrong one would be written over.
func readFreelist(r io.ReaderAt, h head) (free []uint64, reason string, err error) {
	if !inUse(h.freelist, h) {
		return nil, reasonFree, nil
	}
	p, ok, err := readPage(r, h, h.freelist, boltFreelistPage)
	if err != nil || !ok {
		return nil, reasonFree, err
	}
	count, body := uint64(p.count), p.body
	if count == 0xFFFF {
		count, body = native.Uint64(body), body[8:]
	}
	if count > uint64(len(body)/8) {
		return nil, reasonFree, nil
	}
	for i := range count {
		id := native.Uint64(body[8*i:])
		if !inUse(id, h) || id == h.root || id == h.freelist || (i > 0 && id <= free[i-1]) {
			return nil, reasonFree, nil
		}
		free = append(free, id)
	}
	return free, "", nil
}

// checkHead is readHead for a file by name. It opens it for reading only.
func checkHead(path string) (head, error) {
	info, err := os.Stat(path)
	if err != nil {
		return head{}, err
	}
	switch {
	case info.IsDir():
		return head{}, &DamagedError{Path: path, Reason: reasonFolder}
	case !info.Mode().IsRegular():
		return head{}, &DamagedError{Path: path, Reason: reasonSpecial}
	}
	f, err := os.Open(path)
	if err != nil {
		return head{}, err
	}
	defer f.Close()
	h, reason, err := readHead(f, info.Size())
	if err == nil && reason != "" {
		err = &DamagedError{Path: path, Reason: reason}
	}
	return h, err
}
