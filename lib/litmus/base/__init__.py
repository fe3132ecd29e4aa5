"""What every other room uses: files, settings, periods, working days, numbers, locks, errors."""
