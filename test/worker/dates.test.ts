import { datesContract } from '../pages/dates.ts'

datesContract('workerd')
