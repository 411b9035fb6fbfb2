import { datesContract } from './dates.ts'

datesContract('Node')
