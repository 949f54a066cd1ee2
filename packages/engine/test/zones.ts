import fc from 'fast-check'

/** Zones whose clocks do something awkward: changes at midnight, half hours, a skipped day, none at all. */
export const zoneNames = [
  'Europe/Berlin',
  'America/New_York',
  // Until 2018 summer began at midnight, so that a day began at 01:00.
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Asia/Beirut',
  // Changed at 00:01 until 2011: a new day lasted a minute, and began again an hour later.
  'America/St_Johns',
  // Goes back from 01:00 to 00:00: the first hour of a day comes twice.
  'America/Havana',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  // Had no 30 December 2011.
  'Pacific/Apia',
  // Goes back for Ramadan, and is ahead otherwise.
  'Africa/Casablanca',
  'UTC',
]

export const zoneName = fc.constantFrom(...zoneNames)
