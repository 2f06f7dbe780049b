"""The formats of pictures, one file each: taken apart and written anew from an allow-list."""
