package sync_test

import (
	"encoding/binary"
	"hash/crc32"
	"testing"

	"bytes"

	"github.com/nghia-hung/sothon/ledger"
)

// rawFrame lays out an uncompressed frame byte by byte as docs/protocol.md says, without the
// program's own encoder, whose compressed bytes may change with its library.
func rawFrame(changes ...[]byte) []byte {
	var payload []byte
	for _, c := range changes {
		payload = append(binary.AppendUvarint(payload, uint64(len(c))), c...)
	}
	head := binary.BigEndian.AppendUint32(nil, uint32(len(payload)))
	head = append(head, 0, 0, 0, 0, 0)
	head = binary.BigEndian.AppendUint16(head, uint16(len(changes)))
	sum := crc32.Checksum(append(head[:11:11], payload...), crc32.MakeTable(crc32.Castagnoli))
	return append(binary.BigEndian.AppendUint32(head, sum), payload...)
}

func TestARawFrameIsRead(t *testing.T) {
	got, err := ledger.ReadFrame(bytes.NewReader(rawFrame([]byte("một"), nil, []byte("ba"))), nil)
	if err != nil || len(got) != 3 || string(got[0]) != "một" || len(got[1]) != 0 || string(got[2]) != "ba" {
		t.Fatalf("%q, %v", got, err)
	}
}
