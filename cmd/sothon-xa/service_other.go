//go:build !windows

package main

import "context"

// underService is for Windows; elsewhere a service is a program like any other.
func underService(func(context.Context) int) (code int, ok bool) { return 0, false }
