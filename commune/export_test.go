package commune

// RouteOf is one address of the page and the least role that may use it.
type RouteOf struct {
	Pattern string
	Need    Role
}

// PageRoutes shows the page's table of routes to tests.
func PageRoutes() (out []RouteOf) {
	for _, r := range pageRoutes {
		out = append(out, RouteOf{r.pattern, r.need})
	}
	return out
}
