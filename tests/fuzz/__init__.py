"""Any input to every part that reads or writes: no crash, no hang, offsets right, output valid."""
