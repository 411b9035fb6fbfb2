/** The load of `knocker.ts` where there is no wrk: raw keep-alive connections, one request at a time on each. */
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import type { Load } from './knocker.ts'

const { base, paths, connections, seconds } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Load
const { hostname, port, host } = new URL(base)
const times: number[] = []
const end = performance.now() + seconds * 1000

function draw(): string {
  return `GET ${paths[Math.floor(Math.random() * paths.length)]} HTTP/1.1\r\nHost: ${host}\r\n\r\n`
}

/** Answers have no body: each ends with its head. */
function open(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname)
    socket.setNoDelay(true)
    let begun = 0
    let head = ''
    const ask = () => {
      begun = performance.now()
      socket.write(draw())
    }
    socket.once('connect', ask)
    socket.once('error', reject)
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1')
      if (!head.endsWith('\r\n\r\n')) return
      if (!/^HTTP\/1\.1 [23]/.test(head)) return reject(new Error(`A wrong answer: ${head.slice(0, 200)}`))
      head = ''
      times.push(performance.now() - begun)
      if (performance.now() < end) return ask()
      socket.destroy()
      resolve()
    })
  })
}

await Promise.all(Array.from({ length: connections }, open))
times.sort((a, b) => a - b)
console.log(JSON.stringify({ rate: times.length / seconds, p99: times[Math.floor(times.length * 0.99)] ?? 0 }))
