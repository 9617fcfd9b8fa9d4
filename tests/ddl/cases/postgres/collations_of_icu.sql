CREATE COLLATION counted (provider = icu, locale = 'en-u-kn-true');

CREATE COLLATION book (provider = icu, locale = 'de@collation=phonebook');

CREATE COLLATION shifted (provider = icu, locale = 'en-US-u-kc-ka-shifted', deterministic = false);

CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

-- and from here on to another state

CREATE COLLATION loose_too (provider = icu, locale = '@colStrength=secondary', deterministic = false);
