package commune

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/nghia-hung/sothon/ledger"
)

// object is a JSON object.
type object = map[string]any

// openAPI describes the API in OpenAPI 3.1, made of the table of routes.
var openAPI = sync.OnceValue(func() object {
	s := schemas{}
	paths := object{}
	for _, r := range apiRoutes {
		path := apiBase + r.path
		if paths[path] == nil {
			paths[path] = object{}
		}
		paths[path].(object)[strings.ToLower(r.method)] = r.operation(s)
	}
	s["Problem"] = s.of(reflect.TypeFor[apiProblem]())
	return object{
		"openapi": "3.1.0",
		"info": object{"title": "Sổ Thôn – xã", "version": "1", "summary": "What the villages of a commune report",
			"description": "Tokens: sothon-xa token add NAME. Errors are application/problem+json (RFC 9457). GET answers have an ETag."},
		"servers":  []object{{"url": "/"}},
		"security": []object{{"token": []string{}}},
		"paths":    paths,
		"components": object{"schemas": s, "securitySchemes": object{"token": object{"type": "http", "scheme": "bearer"}},
			"responses": object{"problem": object{"description": "It was not done", "content": object{
				"application/problem+json": object{"schema": object{"$ref": "#/components/schemas/Problem"}}}}}},
	}
})

// operation describes one route.
func (r apiRoute) operation(s schemas) object {
	id := strings.ToLower(r.method) + strings.NewReplacer("/", "_", "{", "", "}", "").Replace(r.path)
	answer := object{"description": r.says, "content": object{"application/json": object{"schema": s.ref(reflect.TypeOf(r.gives))}}}
	problem := object{"$ref": "#/components/responses/problem"}
	out := object{"operationId": id, "summary": r.says, "description": "Role: " + string(r.need) + "; scope: " + map[bool]string{true: "write", false: "read"}[r.writes()],
		"responses": object{"200": answer, "default": problem}}
	var params []object
	for _, part := range strings.Split(r.path, "/") {
		if name, ok := strings.CutPrefix(part, "{"); ok {
			params = append(params, object{"name": strings.TrimSuffix(name, "}"), "in": "path", "required": true, "schema": object{"type": "string"}})
		}
	}
	for _, name := range r.query {
		params = append(params, object{"name": name, "in": "query", "description": apiQuery[name], "schema": object{"type": "string"}})
	}
	if params != nil {
		out["parameters"] = params
	}
	if r.body != nil {
		out["requestBody"] = object{"required": true, "content": object{"application/json": object{"schema": s.ref(reflect.TypeOf(r.body))}}}
	}
	return out
}

// schemas are JSON Schemas (2020-12) of the types of answers, by name.
type schemas object

// ref names a struct's schema, which is made at its first mention; of other types it is the schema.
func (s schemas) ref(t reflect.Type) object {
	if t.Kind() == reflect.Pointer {
		return s.ref(t.Elem())
	}
	if t.Kind() != reflect.Struct || t.Name() == "" || written(t) {
		return s.of(t)
	}
	name := strings.TrimPrefix(t.Name(), "api")
	if _, made := s[name]; !made {
		s[name] = object{} // a type that holds itself
		s[name] = s.of(t)
	}
	return object{"$ref": "#/components/schemas/" + name}
}

// written reports whether a type says itself how it looks as JSON.
func written(t reflect.Type) bool {
	return t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) || t.Implements(reflect.TypeFor[json.Marshaler]())
}

func (s schemas) of(t reflect.Type) object {
	switch {
	case t == reflect.TypeFor[time.Time]():
		return object{"type": "string", "format": "date-time"}
	case t == reflect.TypeFor[ledger.Value]():
		return object{"description": "text, number, choices or rows, as the form has it", "type": []string{"string", "number", "array", "null"}}
	case t == reflect.TypeFor[ledger.Amount]():
		return object{"type": []string{"number", "null"}}
	case t.Implements(reflect.TypeFor[encoding.TextMarshaler]()):
		return object{"type": "string"}
	case t.Implements(reflect.TypeFor[json.Marshaler]()):
		return object{}
	}
	switch t.Kind() {
	case reflect.String:
		return object{"type": "string"}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Slice, reflect.Array:
		return object{"type": []string{"array", "null"}, "items": s.ref(t.Elem())}
	case reflect.Map:
		return object{"type": []string{"object", "null"}, "additionalProperties": s.ref(t.Elem())}
	case reflect.Struct:
		properties := object{}
		required := s.fields(t, properties)
		return object{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return object{"type": "integer"}
	case reflect.Float32, reflect.Float64:
		return object{"type": "number"}
	case reflect.Pointer:
		return object{"anyOf": []object{s.ref(t.Elem()), {"type": "null"}}}
	}
	return object{}
}

// fields puts a struct's fields into properties and names those that are always there.
func (s schemas) fields(t reflect.Type, properties object) []string {
	required := []string{}
	for f := range t.Fields() {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-" || !f.IsExported() && !f.Anonymous:
			continue
		case f.Anonymous && name == "":
			required = append(required, s.fields(f.Type, properties)...)
			continue
		case name == "":
			name = f.Name
		}
		if f.Type.Kind() == reflect.Pointer {
			properties[name] = object{"anyOf": []object{s.ref(f.Type.Elem()), {"type": "null"}}}
		} else {
			properties[name] = s.ref(f.Type)
		}
		if !strings.Contains(options, "omit") {
			required = append(required, name)
		}
	}
	return required
}
