package assistant

import (
	"strings"

	"motcua/assistant/templates"
)

// Contact is the desk residents are sent to. All fields may be empty; what is
// empty is not said, and nothing is ever made up in its place.
type Contact struct {
	Name    string `json:"name,omitempty"`
	Phone   string `json:"phone,omitempty"`
	Address string `json:"address,omitempty"`
	Hours   string `json:"hours,omitempty"`
	URL     string `json:"url,omitempty"`
}

// Configured reports whether there is any way to reach the desk.
func (c Contact) Configured() bool {
	return c.Phone != "" || c.Address != "" || c.URL != ""
}

// describe names the desk with its contact data, or the kind of desk.
func (c Contact) describe(t *templates.Texts, lang Lang) string {
	name := c.Name
	if name == "" {
		name = t.Text(string(lang), "desk.generic")
	}
	var more []string
	add := func(key, place, value string) {
		if value != "" {
			more = append(more, t.Text(string(lang), key, place, value))
		}
	}
	add("contact.phone", "phone", c.Phone)
	add("contact.address", "address", c.Address)
	add("contact.hours", "hours", c.Hours)
	add("contact.url", "url", c.URL)
	if len(more) == 0 {
		return name
	}
	return t.Text(string(lang), "with", "what", name, "detail", strings.Join(more, ", "))
}
