"""One file for each kind of output: `plan` names the outputs and their URLs, `render` makes one."""
