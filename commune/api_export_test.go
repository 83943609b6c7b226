package commune

// APIRouteOf is one address of the API with what it demands.
type APIRouteOf struct {
	Method, Path string
	Need         Role
	Writes       bool
}

// APIRoutes shows the API's table of routes to tests.
func APIRoutes() (out []APIRouteOf) {
	for _, r := range apiRoutes {
		out = append(out, APIRouteOf{r.method, apiBase + r.path, r.need, r.writes()})
	}
	return out
}
