package apicheck

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
	"unicode/utf8"
)

// decode decodes a JSON text as a careful reader would: it must be UTF-8, one
// value with nothing behind it, and no object may have a field twice. Numbers
// stay as they are written, and must be some that can be calculated with.
func decode(text []byte) (any, error) {
	if !utf8.Valid(text) {
		return nil, errors.New("no JSON: not UTF-8")
	}
	if !json.Valid(text) { // the decoder alone lets some slips pass
		return nil, errors.New("no JSON")
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	value, err := decodeValue(d)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("no JSON: something follows the value")
	}
	return value, nil
}

func decodeValue(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, fmt.Errorf("no JSON: %w", err)
	}
	switch v := token.(type) {
	case json.Delim:
		if v == '{' {
			return decodeObject(d)
		}
		return decodeList(d)
	case json.Number:
		if _, ok := new(big.Rat).SetString(v.String()); !ok {
			return nil, errors.New("a number out of every range")
		}
	}
	return token, nil
}

func decodeObject(d *json.Decoder) (any, error) {
	object := map[string]any{}
	for d.More() {
		token, err := d.Token()
		if err != nil {
			return nil, err
		}
		name := token.(string) // as JSON has it
		if _, twice := object[name]; twice {
			return nil, fmt.Errorf("field %q is there twice", name)
		}
		if object[name], err = decodeValue(d); err != nil {
			return nil, err
		}
	}
	_, err := d.Token()
	return object, err
}

func decodeList(d *json.Decoder) (any, error) {
	list := []any{}
	for d.More() {
		value, err := decodeValue(d)
		if err != nil {
			return nil, err
		}
		list = append(list, value)
	}
	_, err := d.Token()
	return list, err
}
