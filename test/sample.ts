/** What the sample story has to come out as, on both runtimes. */
export const SAMPLE = {
  key: '20ab39080f3c5223df0f2c118151cdf2bef74c4624c9195eadbf6ddcd97393ea',
  code: '42nkj2',
  title: 'Iran will save Assad',
  author: 'Egid Yousef',
  press: { dateline: 'Qamishli, Syria', credit: 'File photo', agency: 'ARA News', source: 'ARA News' },
} as const
