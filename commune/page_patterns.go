package commune

// PagePatterns are the addresses of the page as patterns of http.ServeMux, in the order of the table
// that serves them: for tests and tools that must miss none.
func PagePatterns() []string {
	out := make([]string, len(pageRoutes))
	for i, route := range pageRoutes {
		out[i] = route.pattern
	}
	return out
}
