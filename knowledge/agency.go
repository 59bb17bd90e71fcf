package knowledge

// Agency is a body that carries a procedure out (cơ quan thực hiện).
type Agency struct {
	Name string `json:"name"` // as it is called in Lạng Sơn
	// FromOther is the name the source gave when it spoke of another province's
	// agency: the kind of agency is the same, the place is not.
	FromOther string `json:"from_other,omitempty"`
}

// Validate reports whether the agency has a name.
func (a *Agency) Validate() error {
	if a.Name == "" {
		return invalidf("agency without a name")
	}
	return nil
}
