"""What a partnership is: levels, facts, rules and dates. Pure: no SQL, no clock, no printing."""
