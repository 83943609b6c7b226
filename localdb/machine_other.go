//go:build !windows

package localdb

import (
	"os"
	"runtime"
)

// machineName is a name of this computer that stays the same: the number that systemd gave it at
// installation (machine-id(5)), else the host name. On macOS, where the host name follows the
// network, there is none, and a copied folder shows only by the fork at the commune.
func machineName() string {
	if id := firstLine("/etc/machine-id", "/var/lib/dbus/machine-id"); id != "" {
		return id
	}
	if runtime.GOOS == "darwin" {
		return ""
	}
	host, _ := os.Hostname() // none: not known
	return host
}
