"""The nouns: frozen, slotted values. No behaviour beyond what a field says of itself."""
