package localdb

import (
	"os"

	"golang.org/x/sys/windows/registry"
)

// machineName is a name of this computer that stays the same: MachineGuid, which Windows draws at
// installation, with the computer's name, since disks are copied with the number on them.
func machineName() string {
	host, _ := os.Hostname() // none: the number alone
	k, err := registry.OpenKey(registry.LOCAL_MACHINE, `SOFTWARE\Microsoft\Cryptography`, registry.QUERY_VALUE|registry.WOW64_64KEY)
	if err != nil {
		return host
	}
	defer k.Close()
	id, _, err := k.GetStringValue("MachineGuid")
	if err != nil {
		return host
	}
	return id + " " + host
}
