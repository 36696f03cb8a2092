import Fastify from 'fastify'

// What HTTP alone costs: Fastify as it comes, parsing the same JSON and sending it back.
const app = Fastify({ logger: false })
app.post('/dukcapil/get_json/*', async (request) => request.body)
await app.listen({ host: '127.0.0.1', port: Number(process.env.PORT) })
console.log('ready')
