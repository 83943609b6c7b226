package commune

import (
	"context"

	"github.com/nghia-hung/sothon/ledger"
)

type revokedKey struct{}

// TakeRevoked lets ImportBundle take in under the context, in the name of who, what laptops that the
// office has shut out wrote: work that was never sent before it was shut out, say. Each letter so
// taken is in the audit log. The network stays shut to such a laptop.
func TakeRevoked(ctx context.Context, who string) context.Context {
	return context.WithValue(ctx, revokedKey{}, who)
}

// welcome refuses a device that is shut out, unless TakeRevoked lets it in.
func welcome(ctx context.Context, d Device) error {
	if _, taken := ctx.Value(revokedKey{}).(string); d.Revoked.IsZero() || taken {
		return nil
	}
	return ledger.Errorf(ledger.CodeRevoked, "device %s", d.ID)
}

// noteRevoked writes once into the audit log that a letter of a laptop that is shut out was taken in.
func (o *Office) noteRevoked(ctx context.Context, device Device, d *Delivery) error {
	who, taken := ctx.Value(revokedKey{}).(string)
	if !taken || device.Revoked.IsZero() || d.Revoked {
		return nil
	}
	d.Revoked = true
	return o.Note(ctx, who, "bundle_revoked", device.ID.String(), device.Unit)
}
