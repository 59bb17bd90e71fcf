package knowledge

// UnitID is the official code of an administrative unit (mã đơn vị hành chính).
type UnitID string

// UnitKind tells the kinds of unit below the province apart.
type UnitKind string

const (
	KindProvince    UnitKind = "province"     // tỉnh, thành phố
	KindCommune     UnitKind = "commune"      // xã
	KindWard        UnitKind = "ward"         // phường
	KindSpecialZone UnitKind = "special_zone" // đặc khu
)

// Unit is a province or one of its communes, as in force since 1 July 2025.
type Unit struct {
	ID     UnitID   `json:"id"`
	Kind   UnitKind `json:"kind"`
	Name   string   `json:"name"`             // "Đồng Đăng"
	Full   string   `json:"full"`             // "Xã Đồng Đăng"
	Parent UnitID   `json:"parent,omitempty"` // the province
	MadeOf []string `json:"made_of,omitempty"`
}

// Validate reports whether the unit has an id, a kind and its names.
func (u *Unit) Validate() error {
	if u.ID == "" || u.Name == "" || u.Full == "" {
		return invalidf("unit %q: id or name is empty", string(u.ID))
	}
	switch u.Kind {
	case KindProvince, KindCommune, KindWard, KindSpecialZone:
		return nil
	}
	return invalidf("unit %s: kind %q", u.ID, string(u.Kind))
}
