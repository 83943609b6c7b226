package periodic

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"github.com/nghia-hung/sothon/ledger"
)

// Mapping says as which data elements of a DHIS2 server the indicators go out. Its file is YAML:
//
//	data_set: pBOMPrpg1QX
//	org_unit: DiszpKrYNg8
//	period: "202606"            # else of the report's period
//	values:
//	  tt_buoi: {data_element: f7n9E0hX8qk, category_option_combo: HllvX50cXC0}
type Mapping struct {
	DataSet string                 `yaml:"data_set"`
	OrgUnit string                 `yaml:"org_unit"`
	Period  string                 `yaml:"period"`
	Values  map[string]DataElement `yaml:"values"`
}

// DataElement is where one indicator goes.
type DataElement struct {
	Element string `yaml:"data_element"`
	Combo   string `yaml:"category_option_combo"`
}

// ReadMapping reads a mapping; errors name the line. Indicators that are not there are errors.
func ReadMapping(file string, content []byte) (*Mapping, error) {
	var m Mapping
	if err := yaml.UnmarshalWithOptions(content, &m, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s: %s", file, strings.TrimSpace(yaml.FormatError(err, false, false)))
	}
	if m.DataSet == "" || m.OrgUnit == "" || len(m.Values) == 0 {
		return nil, fmt.Errorf("%s: data_set, org_unit and values are needed", file)
	}
	for code, e := range m.Values {
		if ledger.DefaultIndicators().Find(code) == nil {
			return nil, fmt.Errorf("%s: there is no indicator %q", file, code)
		}
		if e.Element == "" {
			return nil, fmt.Errorf("%s: %s: data_element is missing", file, code)
		}
	}
	return &m, nil
}

// dhisPeriod is a period as DHIS2 writes it (DHIS2 documentation, "Date and period format"): 202606,
// 2026Q2, 2026S1, 2026. What DHIS2 has no name for is an error.
func dhisPeriod(label string) (string, error) {
	label = strings.TrimPrefix(label, "cal:")
	year, rest, _ := strings.Cut(label, "-")
	switch {
	case strings.Contains(label, "..") || rest == "9M":
		return "", fmt.Errorf("DHIS2 has no period for %s; give one in the mapping", label)
	case strings.HasPrefix(rest, "H"):
		return year + "S" + rest[1:], nil
	}
	return year + rest, nil
}

// writeDHIS2 writes a dataValueSet; indicators that are not known are left out.
func writeDHIS2(w io.Writer, in *Input, m *Mapping) error {
	type value struct {
		Element string `json:"dataElement"`
		Combo   string `json:"categoryOptionCombo,omitempty"`
		Value   string `json:"value"`
	}
	set := struct {
		DataSet  string  `json:"dataSet"`
		Complete string  `json:"completeDate"`
		Period   string  `json:"period"`
		OrgUnit  string  `json:"orgUnit"`
		Values   []value `json:"dataValues"`
	}{DataSet: m.DataSet, Complete: in.Period.To.String(), Period: m.Period, OrgUnit: m.OrgUnit, Values: []value{}}
	if set.Period == "" {
		var err error
		if set.Period, err = dhisPeriod(in.Period.Label); err != nil {
			return err
		}
	}
	var codes []string
	for code := range m.Values {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		if f := in.figure(code); f.Value.Known {
			set.Values = append(set.Values, value{m.Values[code].Element, m.Values[code].Combo, f.Value.Number.String()})
		}
	}
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	if err := out.Encode(set); err != nil {
		return fmt.Errorf("write dhis2: %w", err)
	}
	return nil
}
