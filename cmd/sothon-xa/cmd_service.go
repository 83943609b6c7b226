package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"github.com/nghia-hung/sothon/cmd/internal/cli"
)

const serviceName = "sothon-xa"

// service is how the system starts serve by itself.
type service struct {
	system  string // "linux" or "windows"
	program string // path of the program
	data    string // path of the data
	account string // Linux: who runs it
	flags   []string
	unitDir string // where systemd reads units
}

func (a *app) serviceCommand() *cobra.Command {
	s := service{system: runtime.GOOS}
	print := a.command("print", sayService.Print, sayService.PrintLong, func(*cobra.Command, []string) error {
		if err := s.fill(a); err != nil {
			return err
		}
		fmt.Fprint(a.Stdout, s.text())
		return nil
	})
	install := a.command("install", sayService.Install, sayService.PrintLong, func(*cobra.Command, []string) error { return a.install(s) })
	uninstall := a.command("uninstall", sayService.Uninstall, text{}, func(*cobra.Command, []string) error { return a.uninstall(s) })
	for _, cmd := range []*cobra.Command{print, install} {
		cmd.Flags().StringVar(&s.account, "user", "sothon", sayService.FlagUser.In(a.Lang))
		cmd.Flags().StringArrayVar(&s.flags, "serve", nil, sayService.FlagServe.In(a.Lang))
	}
	print.Flags().StringVar(&s.system, "system", runtime.GOOS, sayService.FlagSystem.In(a.Lang))
	for _, cmd := range []*cobra.Command{install, uninstall} {
		cmd.Flags().StringVar(&s.unitDir, "unit-dir", "/etc/systemd/system", sayService.FlagUnitDir.In(a.Lang))
	}
	return a.Group("service", cli.Help{Short: sayService.Service}, print, install, uninstall)
}

// fill finds the paths that the system needs in full.
func (s *service) fill(a *app) error {
	program, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find the program: %w", err)
	}
	dir, err := a.folder()
	if err != nil {
		return err
	}
	if s.program, err = filepath.EvalSymlinks(program); err != nil {
		return fmt.Errorf("find the program: %w", err)
	}
	s.data, err = filepath.Abs(dir)
	for _, part := range append([]string{s.program, s.data, s.account}, s.flags...) {
		if strings.ContainsAny(part, "\"\r\n%$\\") && s.system != "windows" || strings.ContainsAny(part, "\"\r\n") {
			return cli.Misuse(sayService.BadPart, part)
		}
	}
	return err
}

// text is the systemd unit (systemd.service(5)) or the commands of Windows' sc.exe.
func (s *service) text() string {
	if s.system == "windows" {
		return s.windowsText()
	}
	args := []string{quoted(s.program), "serve", "--data", quoted(s.data)}
	for _, f := range s.flags {
		args = append(args, quoted(f))
	}
	return `[Unit]
Description=Sổ Thôn – máy chủ của xã
After=network-online.target
Wants=network-online.target

[Service]
ExecStart=` + strings.Join(args, " ") + `
User=` + s.account + `
Restart=on-failure
RestartSec=5
TimeoutStopSec=40
UMask=0077
NoNewPrivileges=yes
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ReadWritePaths=` + strings.Join(s.writes(), " ") + `
AmbientCapabilities=CAP_NET_BIND_SERVICE
CapabilityBoundingSet=CAP_NET_BIND_SERVICE

[Install]
WantedBy=multi-user.target
`
}

// writes are the folders that serve writes to.
func (s *service) writes() []string {
	dirs := []string{quoted(s.data)}
	for _, flag := range []string{"--backup-dir", "--backup-age-dir"} {
		for i, f := range s.flags {
			if dir, ok := strings.CutPrefix(f, flag+"="); ok {
				dirs = append(dirs, quoted(dir))
			} else if f == flag && i+1 < len(s.flags) {
				dirs = append(dirs, quoted(s.flags[i+1]))
			}
		}
	}
	return dirs
}

func (s *service) windowsText() string {
	line := `\"` + s.program + `\" serve --data \"` + s.data + `\"`
	for _, f := range s.flags {
		line += ` \"` + f + `\"`
	}
	return "sc.exe create " + serviceName + " binPath= \"" + line + "\" start= delayed-auto DisplayName= \"So Thon - may chu cua xa\"\r\n" +
		"sc.exe failure " + serviceName + " reset= 86400 actions= restart/5000/restart/60000/restart/60000\r\n" +
		"sc.exe start " + serviceName + "\r\n"
}

func quoted(s string) string {
	if strings.ContainsAny(s, " \t'") {
		return `"` + s + `"`
	}
	return s
}

// install writes the unit of systemd; on Windows it prints what an administrator types.
func (a *app) install(s service) error {
	if err := s.fill(a); err != nil {
		return err
	}
	if s.system != "linux" {
		fmt.Fprint(a.Stdout, s.text())
		a.Note(sayService.TypeThese)
		return nil
	}
	file := filepath.Join(s.unitDir, serviceName+".service")
	err := cli.WriteFile(file, 0o644, sayErr.CannotWrite, func(w io.Writer) error {
		_, err := io.WriteString(w, s.text())
		return err
	})
	if err != nil {
		return err
	}
	a.Put(sayService.Installed, file, s.account, s.data)
	return nil
}

func (a *app) uninstall(s service) error {
	if s.system != "linux" {
		fmt.Fprintf(a.Stdout, "sc.exe stop %[1]s\r\nsc.exe delete %[1]s\r\n", serviceName)
		a.Note(sayService.TypeThese)
		return nil
	}
	file := filepath.Join(s.unitDir, serviceName+".service")
	if err := os.Remove(file); errors.Is(err, os.ErrNotExist) {
		return cli.Fail("no_service", sayService.None, file)
	} else if err != nil {
		return fmt.Errorf("remove service: %w", err)
	}
	a.Put(sayService.Removed, file)
	return nil
}
