const express = require('express');
const { S3Client, PutObjectCommand } = require('@aws-sdk/client-s3');

const app = express();
const s3 = new S3Client({ endpoint: process.env.S3_ENDPOINT, region: process.env.S3_REGION });

app.post('/image', express.raw({ type: 'image/*', limit: '5mb' }), async (req, res) => {
  const data = req.body;
  await s3.send(new PutObjectCommand({ Bucket: process.env.S3_BUCKET, Key: 'image.jpg', Body: data }));
  res.sendStatus(201);
});

app.listen(process.env.PORT, '0.0.0.0');
