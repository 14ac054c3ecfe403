import express from 'express';
import { Pool } from 'pg';
import { createClient } from 'redis';
import { S3Client, PutObjectCommand } from '@aws-sdk/client-s3';
import Stripe from 'stripe';

const app = express();
const db = new Pool({ connectionString: process.env.DATABASE_URL });
const cache = await createClient({ url: process.env.REDIS_URL }).connect();
const s3 = new S3Client({ endpoint: process.env.S3_ENDPOINT, region: process.env.S3_REGION });
const stripe = new Stripe(process.env.STRIPE_API_KEY);

app.get('/', (req, res) => res.send('ok'));

app.get('/products', async (req, res) => {
  const cached = await cache.get('products');
  if (cached) return res.type('json').send(cached);
  const { rows } = await db.query('SELECT id, name, price FROM products');
  await cache.set('products', JSON.stringify(rows), { EX: 60 });
  res.json(rows);
});

app.put('/products/:id/image', express.raw({ type: 'image/*', limit: '5mb' }), async (req, res) => {
  await s3.send(new PutObjectCommand({ Bucket: process.env.S3_BUCKET, Key: req.params.id, Body: req.body }));
  res.sendStatus(204);
});

app.post('/checkout', express.json(), async (req, res) => {
  const { rows } = await db.query('SELECT price FROM products WHERE id = $1', [req.body.product]);
  const intent = await stripe.paymentIntents.create({ amount: rows[0].price, currency: 'eur' });
  res.json({ secret: intent.client_secret });
});

app.listen(process.env.PORT ?? 3000, '0.0.0.0');
