// Many numbers that came as one text, see components/packed.py.

export const unpacked = (text, Kind) => new Kind(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer);
