"""Controls of the browser and controls that pages share.  No figures are made here."""
